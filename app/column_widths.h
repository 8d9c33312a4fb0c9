// Columns of text whose rows nobody keeps: they are walked to be measured, and walked again to be laid out (say.h has
// the same of rows that are kept).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace earned::app {

// A column is aligned right when all its cells but the title are amounts or counts.
//
// Requires: all rows are measured before the first is laid out
class ColumnWidths {
public:
    explicit ColumnWidths(const std::vector<std::string>& titles);
    void measure(const std::vector<std::string>& cells);
    std::string line(const std::vector<std::string>& cells) const;  // without an end of line

private:
    std::vector<std::size_t> widths_;
    std::vector<bool> right_;
};

}  // namespace earned::app
