// SPDX-License-Identifier: Apache-2.0
// How the processes of one program hand each other messages of any length.
#pragma once

#include <string>
#include <string_view>

namespace inkstone::batch {

/// Frames on a stream socket: four bytes of length (this machine's order: both ends are one
/// program), then the bytes. False at the end of the stream or on an error.
bool write_frame(int descriptor, std::string_view bytes);
bool read_frame(int descriptor, std::string& bytes);

}  // namespace inkstone::batch
