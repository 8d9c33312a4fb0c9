#include "app/progress.h"

#include <cstdio>
#include <unistd.h>

namespace earned::app {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto quiet_for = std::chrono::seconds(2);
constexpr auto redraw_every = std::chrono::milliseconds(200);
constexpr int bar_width = 24;

}  // namespace

Progress::Progress(std::string what, Shown shown)
    : what_(std::move(what)),
      terminal_(shown == Shown::on_terminal && isatty(STDERR_FILENO) == 1),
      started_(Clock::now()),
      drawn_(started_)
{
}

Progress::~Progress()
{
    if (visible_) std::fputs("\r\033[K", stderr);
}

void Progress::advance(std::int64_t units)
{
    done_ += units;
    if (!terminal_) return;
    const auto now = Clock::now();
    if (now - started_ < quiet_for) return;
    const std::unique_lock drawing(drawing_, std::try_to_lock);
    if (!drawing || now - drawn_ < redraw_every) return;
    draw(now);
}

void Progress::draw(Clock::time_point now)
{
    drawn_ = now;
    visible_ = true;
    const std::int64_t done = done_, total = total_;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - started_).count();
    const std::int64_t rate = seconds > 0 ? done / seconds : 0;
    if (total <= 0) {
        std::fprintf(stderr, "\r\033[K%s  %lld  (%lld/s)", what_.c_str(), static_cast<long long>(done),
                     static_cast<long long>(rate));
        return;
    }
    const int filled = static_cast<int>(done >= total ? bar_width : done * bar_width / total);
    const std::string bar = std::string(static_cast<std::size_t>(filled), '#') +
                            std::string(static_cast<std::size_t>(bar_width - filled), '.');
    const std::int64_t left = rate > 0 && done < total ? (total - done) / rate : 0;
    std::fprintf(stderr, "\r\033[K%s  [%s] %lld of %lld  %lld/s  %llds left", what_.c_str(), bar.c_str(),
                 static_cast<long long>(done), static_cast<long long>(total), static_cast<long long>(rate),
                 static_cast<long long>(left));
}

}  // namespace earned::app
