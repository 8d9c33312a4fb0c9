// Turns of workers that work at once and do one thing in the order of their parts: give numbers, or commit.
//
// Law:      `wait(n)` returns when 0 to n - 1 are done; after a failure everybody who waits gets that failure
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>

namespace earned::app {

class Turns {
public:
    void wait(std::size_t turn)
    {
        std::unique_lock lock(guard_);
        moved_.wait(lock, [&] { return failure_ || next_ == turn; });
        if (failure_) std::rethrow_exception(failure_);
    }
    void done()
    {
        const std::scoped_lock lock(guard_);
        ++next_;
        moved_.notify_all();
    }
    void fail(std::exception_ptr failure)
    {
        const std::scoped_lock lock(guard_);
        if (!failure_) failure_ = std::move(failure);
        moved_.notify_all();
    }

private:
    std::mutex guard_;
    std::condition_variable moved_;
    std::size_t next_ = 0;
    std::exception_ptr failure_;
};

}  // namespace earned::app
