// The decision tables of a DMN file as a rule package takes them: rows of text, each with its reason.
//
// Ensures: a rule's description and annotations are its `because`; an output cell that is empty is null
// Errors:  those of reading the file (dmn/source.h)
// Source:  DMN 1.5, chapter 8
#pragma once

#include "rules/decision_table.h"
#include "rules/dmn/source.h"

#include <string>
#include <vector>

namespace earned {

std::string id_of(const dmn::Decision& decision);  // its name, where it has no id
// Nothing where the decision is no table.
std::optional<TableSource> table_of(const dmn::Source& source, const dmn::Decision& decision);
// A table wherever it stands, under the name of the decision it belongs to.
TableSource table_of(const std::string& file, const std::string& decision, const dmn::TableText& text);
// Every table of the file; every fault is added to `faults`.
std::vector<TableSource> read_dmn(const std::string& file, const std::string& text, std::vector<Fault>& faults);

}  // namespace earned
