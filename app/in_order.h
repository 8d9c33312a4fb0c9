// Parts worked on by several workers, and what they made of them taken in the order of the parts.
//
// Law:      what is taken doesn't depend on how many workers there are
// Ensures:  at most `ahead` parts are finished and not yet taken, so memory doesn't grow with their number; the first
//           failure, of a worker or of the taker, stops all and is thrown here
#pragma once

#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace earned::app {

// `workshop()` makes what one worker keeps for itself, called in its thread; `work(own, part)` makes a part of it.
template <class Workshop, class Work, class Take>
void work_in_order(int workers, std::size_t parts, const Workshop& workshop, const Work& work, const Take& take)
{
    using Own = decltype(workshop());
    using Made = decltype(work(std::declval<Own&>(), parts));
    std::mutex guard;
    std::condition_variable moved;
    std::map<std::size_t, Made> made;
    std::size_t next = 0, taken = 0;
    std::exception_ptr failure;
    const std::size_t ahead = 2 * static_cast<std::size_t>(workers);
    const auto fail = [&] {
        const std::scoped_lock lock(guard);
        if (!failure) failure = std::current_exception();
        moved.notify_all();
    };
    const auto labour = [&] {
        try {
            Own own = workshop();
            for (;;) {
                std::unique_lock lock(guard);
                moved.wait(lock, [&] { return failure || next >= parts || next < taken + ahead; });
                if (failure || next >= parts) return;
                const std::size_t part = next++;
                lock.unlock();
                Made result = work(own, part);
                lock.lock();
                made.emplace(part, std::move(result));
                moved.notify_all();
            }
        } catch (...) {
            fail();
        }
    };
    std::vector<std::thread> crew;
    for (int worker = 0; worker < workers; ++worker) crew.emplace_back(labour);
    try {
        for (std::size_t part = 0; part < parts; ++part) {
            std::unique_lock lock(guard);
            moved.wait(lock, [&] { return failure || made.contains(part); });
            if (failure) break;
            Made result = std::move(made.extract(part).mapped());
            lock.unlock();
            take(part, std::move(result));
            lock.lock();
            ++taken;
            moved.notify_all();
        }
    } catch (...) {
        fail();
    }
    for (std::thread& worker : crew) worker.join();
    if (failure) std::rethrow_exception(failure);
}

}  // namespace earned::app
