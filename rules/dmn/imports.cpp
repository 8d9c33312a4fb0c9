#include "rules/dmn/imports.h"

#include <algorithm>

namespace earned::dmn {

namespace {

constexpr std::size_t no_copy = static_cast<std::size_t>(-1);

class Copying {
public:
    explicit Copying(const std::vector<Source>& sources) : sources_(sources) {}

    std::vector<Copy> all()
    {
        for (std::size_t source = 0; source < sources_.size(); ++source) {
            if (first_of(source) != no_copy) continue;
            add(source, {}, no_copy);
            for (; done_ < copies_.size(); ++done_) follow(done_);
        }
        return std::move(copies_);
    }

private:
    std::size_t add(std::size_t source, std::vector<std::string> path, std::size_t importer)
    {
        copies_.push_back({source, std::move(path), {}});
        importers_.push_back(importer);
        return copies_.size() - 1;
    }
    std::size_t first_of(std::size_t source) const
    {
        for (std::size_t at = 0; at < copies_.size(); ++at)
            if (copies_[at].source == source) return at;
        return no_copy;
    }
    // The copy itself, or one that led to it.
    std::size_t among_importers(std::size_t at, std::size_t source) const
    {
        while (at != no_copy && copies_[at].source != source) at = importers_[at];
        return at;
    }
    void follow(std::size_t at)
    {
        for (const Import& import : sources_[copies_[at].source].imports)
            for (std::size_t source = 0; source < sources_.size(); ++source) {
                if (sources_[source].space != import.space) continue;
                std::size_t copy = among_importers(at, source);
                if (copy == no_copy && copies_.size() >= most_copies) copy = first_of(source);
                if (copy == no_copy) {
                    std::vector<std::string> path = copies_[at].path;
                    if (!import.name.empty()) path.push_back(import.name);
                    copy = add(source, std::move(path), at);
                }
                copies_[at].imports.push_back({import.name, copy});
            }
    }

    const std::vector<Source>& sources_;
    std::vector<Copy> copies_{};
    std::vector<std::size_t> importers_{};
    std::size_t done_ = 0;
};

}  // namespace

std::vector<Copy> copies_of(const std::vector<Source>& sources) { return Copying(sources).all(); }

std::vector<std::size_t> imported_first(const std::vector<Source>& sources)
{
    // Those whose imports are all there come next; in a circle, the next that is left.
    std::vector<std::size_t> order;
    std::vector<char> there(sources.size());
    const auto is_ready = [&](std::size_t at) {
        return std::all_of(sources[at].imports.begin(), sources[at].imports.end(), [&](const Import& import) {
            for (std::size_t other = 0; other < sources.size(); ++other)
                if (sources[other].space == import.space && !there[other] && other != at) return false;
            return true;
        });
    };
    while (order.size() < sources.size()) {
        std::size_t next = no_copy;
        for (std::size_t at = sources.size(); at-- > 0;) {
            if (there[at]) continue;
            if (next == no_copy) next = at;
            if (!is_ready(at)) continue;
            next = at;
            break;
        }
        there[next] = 1;
        order.push_back(next);
    }
    return order;
}

}  // namespace earned::dmn
