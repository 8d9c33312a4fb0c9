#include "bench/measure.h"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace earned::bench {

namespace {

// The fields of /proc/PID/stat after the name: [0] is the state, [1] the parent.
std::vector<std::string> stat_of(const std::string& pid)
{
    std::ifstream file("/proc/" + pid + "/stat");
    std::string text((std::istreambuf_iterator<char>(file)), {});
    const std::size_t after = text.rfind(')');
    std::vector<std::string> fields;
    if (after == std::string::npos) return fields;
    std::istringstream rest(text.substr(after + 1));
    for (std::string field; rest >> field;) fields.push_back(field);
    return fields;
}

double ticks(const std::vector<std::string>& fields, std::size_t first, std::size_t last)
{
    double sum = 0;
    for (std::size_t at = first; at <= last && at < fields.size(); ++at) sum += std::stod(fields[at]);
    return sum / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double own_cpu()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// The kernel keeps the most that was resident; writing 5 makes it begin again from what is there now.
void forget_peak_memory() { std::ofstream("/proc/self/clear_refs") << 5; }

double peak_memory_mb()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmHWM:", 0) == 0) return std::stod(line.substr(6)) / 1024;
    return 0;
}

double most_memory(const Measure& measure)
{
    double most = 0;
    for (const Cost& cost : measure.own) most = std::max(most, cost.rss_mb);
    return most;
}

}  // namespace

Meter::Meter(int backend)
{
    if (backend == 0) return;
    const auto fields = stat_of(std::to_string(backend));
    if (fields.size() > 1) postmaster_ = std::stoi(fields[1]);
}

// All living processes of the server, and those that have ended.
double Meter::server_cpu() const
{
    if (postmaster_ == 0) return 0;
    const std::string parent = std::to_string(postmaster_);
    double sum = ticks(stat_of(parent), 11, 14);
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string pid = entry.path().filename().string();
        if (pid.find_first_not_of("0123456789") != std::string::npos) continue;
        const auto fields = stat_of(pid);
        if (fields.size() > 14 && fields[1] == parent) sum += ticks(fields, 11, 12);
    }
    return sum;
}

Cost Meter::of(const std::function<void()>& work) const
{
    using clock = std::chrono::steady_clock;
    malloc_trim(0);  // what the floor and the peer had is given back first
    forget_peak_memory();
    const double cpu = own_cpu() + server_cpu();
    const auto begun = clock::now();
    work();
    const std::chrono::duration<double> wall = clock::now() - begun;
    return {wall.count(), own_cpu() + server_cpu() - cpu, peak_memory_mb()};
}

double median(std::vector<double> values)
{
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

namespace {

double middle(const std::vector<Cost>& costs, double Cost::* what)
{
    std::vector<double> values;
    for (const Cost& cost : costs) values.push_back(cost.*what);
    return median(values);
}

// Round by round, so that what slows the machine for a while slows both.
double ratio(const std::vector<Cost>& own, const std::vector<Cost>& other)
{
    std::vector<double> ratios;
    for (std::size_t round = 0; round < std::min(own.size(), other.size()); ++round) ratios.push_back(own[round].wall / other[round].wall);
    return median(ratios);
}

std::string number(double value, const char* format)
{
    char text[32];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

void print_json(const Measure& measure)
{
    const auto ratio_text = [&](const std::vector<Cost>& other) { return other.empty() ? std::string("null") : number(ratio(measure.own, other), "%.3f"); };
    std::printf("{\"name\": \"%s\", \"lines\": %lld, \"rows\": %lld, \"wall_s\": %.4f, \"cpu_s\": %.4f, \"rss_mb\": %.1f, "
                "\"bytes_per_row\": %s, \"checksum\": \"%s\", \"ratio_to_floor\": %s, \"ratio_to_peer\": %s}\n",
                measure.name.c_str(), static_cast<long long>(measure.lines), static_cast<long long>(measure.rows),
                middle(measure.own, &Cost::wall), middle(measure.own, &Cost::cpu), most_memory(measure),
                measure.rows == 0 || measure.bytes == 0 ? "null" : number(static_cast<double>(measure.bytes) / static_cast<double>(measure.rows), "%.1f").c_str(),
                measure.checksum.c_str(), ratio_text(measure.floor).c_str(), ratio_text(measure.peer).c_str());
}

}  // namespace

void print(const std::vector<Measure>& measures, bool json)
{
    if (json) {
        for (const Measure& measure : measures) print_json(measure);
        return;
    }
    std::printf("%-16s %10s %10s %9s %9s %9s %9s %8s %8s %7s\n", "measure", "lines", "rows", "wall s", "cpu s", "floor s", "peer s", "x floor", "x peer", "MB");
    for (const Measure& measure : measures) {
        const auto wall = [](const std::vector<Cost>& costs) { return costs.empty() ? std::string("-") : number(middle(costs, &Cost::wall), "%.3f"); };
        const auto times = [&](const std::vector<Cost>& costs) { return costs.empty() ? std::string("-") : number(ratio(measure.own, costs), "%.2f"); };
        std::printf("%-16s %10lld %10lld %9s %9.3f %9s %9s %8s %8s %7.0f\n", measure.name.c_str(), static_cast<long long>(measure.lines),
                    static_cast<long long>(measure.rows), wall(measure.own).c_str(), middle(measure.own, &Cost::cpu), wall(measure.floor).c_str(),
                    wall(measure.peer).c_str(), times(measure.floor).c_str(), times(measure.peer).c_str(), most_memory(measure));
    }
}

}  // namespace earned::bench
