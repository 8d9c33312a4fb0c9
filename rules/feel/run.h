// One evaluation: what it may still spend, what it has to warn of, and the frames that hold its variables.
//
// A rule file is input that nobody vouches for, so an evaluation has a budget: steps, depth, and the size of what it
// makes. Beyond it, `Spent` is thrown and caught once, at the door (dmn/model.h, feel/expression.h).
//
// Law: the same expression with the same inputs spends the same, on every machine
#pragma once

#include "rules/feel/value.h"

#include <cstdint>
#include <forward_list>
#include <functional>
#include <string>
#include <vector>

namespace earned::feel {

struct Limits {
    std::int64_t steps = 20'000'000;  // expressions evaluated
    std::int64_t size = 64'000'000;   // items and bytes made
    int depth = 6'000;                // nested expressions, through calls
    std::size_t warnings = 100;
};

struct Spent {
    const char* what;
};

// The variables of one scope; `up` is the scope around it.
struct Frame {
    const Frame* up = nullptr;
    Value* slots = nullptr;
};

class Run {
public:
    explicit Run(Limits limits = {}, std::optional<DateTime> now = {}) : limits_(limits), now_(std::move(now)) {}
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    void step()
    {
        if (--limits_.steps < 0) throw Spent{"steps"};
    }
    void grow(std::size_t by)
    {
        limits_.size -= static_cast<std::int64_t>(by);
        if (limits_.size < 0) throw Spent{"size"};
    }
    void enter(int levels)
    {
        limits_.depth -= levels;
        if (limits_.depth < 0) throw Spent{"depth"};
    }
    void leave(int levels) { limits_.depth += levels; }

    Value null(std::string warning)  // null, and why
    {
        if (warnings_.size() < limits_.warnings) warnings_.push_back(std::move(warning));
        return {};
    }
    const std::vector<std::string>& warnings() const { return warnings_; }

    // A row of a table that gave its outputs. The texts are the compiled table's.
    struct Row {
        const std::string *table, *rule, *because;
    };
    void matched(Row row)
    {
        if (matched_.size() < limits_.warnings) matched_.push_back(row);
    }
    std::vector<Row> take_rows_matched() { return std::move(matched_); }
    std::vector<std::string> take_warnings() { return std::move(warnings_); }
    const std::optional<DateTime>& now() const { return now_; }

    // A frame that functions may have caught, and that lives as long as the run.
    Frame& keep(const Frame* up, std::size_t slots)
    {
        grow(slots + 1);
        Kept& kept = kept_.emplace_front();
        kept.slots.resize(slots);
        kept.frame = {up, kept.slots.data()};
        return kept.frame;
    }

private:
    struct Kept {
        Frame frame;
        std::vector<Value> slots;
    };

    Limits limits_;
    std::optional<DateTime> now_;
    std::vector<std::string> warnings_;
    std::vector<Row> matched_;
    std::forward_list<Kept> kept_;
};

using Code = std::function<Value(Run&, const Frame&)>;

// Levels of depth, given back when what nests is done.
class Deeper {
public:
    Deeper(Run& run, int levels) : run_(run), levels_(levels) { run_.enter(levels); }
    ~Deeper() { run_.leave(levels_); }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

private:
    Run& run_;
    int levels_;
};

}  // namespace earned::feel
