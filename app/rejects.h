// The reject file of an intake: every refused document on a line of its own, as it came, so that it
// can be mended and sent again; beside it, in FILE.why, a line for each that says what is wrong.
//
// Ensures: no file is made when nothing is refused; an input that is read is never written over
#pragma once

#include "app/intake.h"

#include <fstream>
#include <string>

namespace earned::app {

class RejectFile {
public:
    RejectFile(std::string path, const std::vector<std::string>& inputs);
    void add(const RefusedEvent& refused);
    bool empty() const { return count_ == 0; }
    const std::string& path() const { return path_; }
    void finish();  // the files get their names

private:
    std::string path_;
    std::ofstream raw_, why_;
    std::int64_t count_ = 0;
};

// Where rejects go when nobody says: beside the first file.
std::string reject_path(const std::string& asked, const std::vector<std::string>& inputs);

}  // namespace earned::app
