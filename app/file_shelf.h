// A shelf (base/shelf.h) in a temporary file that nobody else sees, made when the first thing is put on it and gone
// with the last who holds it.
#pragma once

#include "base/shelf.h"

namespace earned::app {

SharedShelf shelf_in_file();

}  // namespace earned::app
