// SPDX-License-Identifier: Apache-2.0
// PDF syntax as text: numbers, strings, names, references (ISO 32000-1 7.3).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "writers/pdf/haru/document.hpp"

namespace inkstone::pdf::paint {

using haru::ObjectId;

/// Thousandths of a point (or of any unit), rounded. Numbers beyond ±2^40 and NaN give 0, so that
/// no input can make ill-formed syntax.
std::int64_t to_milli(double value) noexcept;

/// Appends `milli` / 1000 with as many decimals as needed: 1500 → "1.5".
void append_milli(std::string& out, std::int64_t milli);
/// Appends `value` rounded to three decimals.
void append_number(std::string& out, double value);
std::string number(double value);

/// "12 0 R".
std::string reference(ObjectId id);

/// A name with its slash; bytes that are no regular characters become #xx (ISO 32000-1 7.3.5).
std::string name(std::string_view utf8);

/// A text string: PDFDoc literal for printable ASCII, UTF-16BE with byte order mark in hexadecimal
/// otherwise. Cut at a character border before the limit of 32,767 bytes.
std::string text_string(std::string_view utf8);
std::string text_string(std::u16string_view utf16);
/// The same for bytes that are no text (URIs, destination names): a literal string.
std::string byte_string(std::string_view bytes);

/// Appends `units` as big-endian hexadecimal digits.
void append_hex(std::string& out, std::u16string_view units);

}  // namespace inkstone::pdf::paint
