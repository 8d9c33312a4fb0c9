// Progress on a terminal for what takes longer than two seconds; nothing in a pipe.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace earned::app {

class Progress {
public:
    enum class Shown { on_terminal, never };
    explicit Progress(std::string what, Shown shown = Shown::on_terminal);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void total(std::int64_t units) { total_ = units; }  // 0: unknown
    void advance(std::int64_t units);                   // from any thread
    std::int64_t done() const { return done_; }

private:
    void draw(std::chrono::steady_clock::time_point now);

    std::string what_;
    bool terminal_;
    std::atomic<std::int64_t> total_{0}, done_{0};
    std::mutex drawing_;
    std::chrono::steady_clock::time_point started_, drawn_;
    bool visible_ = false;
};

}  // namespace earned::app
