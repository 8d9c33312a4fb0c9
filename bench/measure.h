// What a piece of work cost: wall and CPU time (ours and the server's), and the most memory that this process held while it went on.
//
// These are measurements of the machine, not accounts: binary floating point is right here.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace earned::bench {

struct Cost { double wall = 0, cpu = 0, rss_mb = 0; };

class Meter {
public:
    // `backend`: the process of any session of a server on this machine; 0: no server.
    explicit Meter(int backend);
    Cost of(const std::function<void()>& work) const;

private:
    double server_cpu() const;
    int postmaster_ = 0;
};


// One thing measured over the rounds; the rounds of floor and peer lie beside its own.
struct Measure {
    std::string name;
    std::int64_t lines = 0, rows = 0, bytes = 0;
    std::vector<Cost> own, floor, peer;
    std::string checksum;  // agrees between all three, or the run stops
};

double median(std::vector<double> values);
void print(const std::vector<Measure>& measures, bool json);

}  // namespace earned::bench
