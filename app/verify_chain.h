// The hash chain, recomputed from the rows of the journal and of the register of documents.
#pragma once

#include "app/verify.h"

namespace earned::app {

// `head`: a hash that was kept outside; empty: none.
Check check_chain(db::Store& store, const std::vector<db::RunRow>& runs, const std::string& head);

}  // namespace earned::app
