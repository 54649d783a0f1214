// SPDX-License-Identifier: Apache-2.0
#include "writers/epub/archive.hpp"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "src/dynamic/library.hpp"
#include "writers/epub/identity.hpp"

namespace inkstone::epub {
namespace {

constexpr std::string_view kMediaType = "application/epub+zip";

/// libzip, loaded with the first book: it brings libcrypto, which PDF and HTML need not wait for.
struct LibZip {
    dynamic::Library library{INKSTONE_LIBZIP};
    INKSTONE_DYNAMIC(zip_close);
    INKSTONE_DYNAMIC(zip_discard);
    INKSTONE_DYNAMIC(zip_error_init);
    INKSTONE_DYNAMIC(zip_error_strerror);
    INKSTONE_DYNAMIC(zip_file_add);
    INKSTONE_DYNAMIC(zip_get_error);
    INKSTONE_DYNAMIC(zip_open_from_source);
    INKSTONE_DYNAMIC(zip_set_file_compression);
    INKSTONE_DYNAMIC(zip_source_buffer);
    INKSTONE_DYNAMIC(zip_source_buffer_create);
    INKSTONE_DYNAMIC(zip_source_close);
    INKSTONE_DYNAMIC(zip_source_error);
    INKSTONE_DYNAMIC(zip_source_free);
    INKSTONE_DYNAMIC(zip_source_keep);
    INKSTONE_DYNAMIC(zip_source_open);
    INKSTONE_DYNAMIC(zip_source_read);
    INKSTONE_DYNAMIC(zip_source_stat);
};

LibZip& libzip() {
    static LibZip library;
    return library;
}

struct SourceFree {
    void operator()(zip_source_t* source) const noexcept { libzip().zip_source_free(source); }
};
struct ArchiveDiscard {
    void operator()(zip_t* archive) const noexcept { libzip().zip_discard(archive); }
};
using Source = std::unique_ptr<zip_source_t, SourceFree>;
using Archive = std::unique_ptr<zip_t, ArchiveDiscard>;

Failure zip_failure(std::string_view what, zip_error_t* error) {
    return fail(ErrorKind::Internal,
                std::string("EPUB archive: ").append(what).append(": ") +
                    libzip().zip_error_strerror(error));
}

/// Adds one file; the archive reads `bytes` when it is closed.
Result<void> add_file(zip_t* archive, const Entry& entry, bool stored) {
    zip_source_t* data =
        libzip().zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
    if (data == nullptr) return zip_failure("source", libzip().zip_get_error(archive));
    const zip_int64_t index =
        libzip().zip_file_add(archive, entry.name.c_str(), data, ZIP_FL_ENC_GUESS);
    if (index < 0) {
        libzip().zip_source_free(data);
        return zip_failure(entry.name, libzip().zip_get_error(archive));
    }
    const auto position = static_cast<zip_uint64_t>(index);
    const zip_int32_t method = stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    if (libzip().zip_set_file_compression(archive, position, method, stored ? 0 : 9) != 0) {
        return zip_failure(entry.name, libzip().zip_get_error(archive));
    }
    return {};
}

Result<std::string> read_all(zip_source_t* source) {
    zip_stat_t stat{};
    if (libzip().zip_source_stat(source, &stat) != 0 || libzip().zip_source_open(source) != 0) {
        return zip_failure("reading back", libzip().zip_source_error(source));
    }
    std::string bytes(static_cast<std::size_t>(stat.size), '\0');
    const zip_int64_t got = libzip().zip_source_read(source, bytes.data(), bytes.size());
    libzip().zip_source_close(source);
    if (got != static_cast<zip_int64_t>(bytes.size())) {
        return zip_failure("reading back", libzip().zip_source_error(source));
    }
    return bytes;
}

std::uint32_t little_endian(const std::string& bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) {
        value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

void put_little_endian(std::string& bytes, std::size_t at, std::uint32_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        bytes[at + i] = static_cast<char>((value >> (8U * i)) & 0xFFU);
    }
}

/// MS-DOS date (high half) and time (low half) of a moment, in UTC (APPNOTE 4.4.6).
std::uint32_t dos_time(std::int64_t timestamp) {
    constexpr std::int64_t kFirst = 315'532'800;   // 1980-01-01T00:00:00Z
    constexpr std::int64_t kLast = 4'354'819'198;  // 2107-12-31T23:59:58Z
    const std::string text = utc_date_time(std::clamp(timestamp, kFirst, kLast));
    const auto part = [&](std::size_t from, std::size_t size) {
        std::uint32_t value = 0;
        for (const char c : text.substr(from, size)) {
            value = value * 10U + static_cast<std::uint32_t>(c - '0');
        }
        return value;
    };
    const std::uint32_t date = ((part(0, 4) - 1980U) << 9U) | (part(5, 2) << 5U) | part(8, 2);
    const std::uint32_t time = (part(11, 2) << 11U) | (part(14, 2) << 5U) | (part(17, 2) / 2U);
    return (date << 16U) | time;
}

/// Sets the time and the UTF-8 flag of every entry, in both of its headers. libzip converts times
/// by the local time zone, so that its own call would make the bytes depend on the machine.
void stamp_entries(std::string& zip, std::uint32_t time) {
    constexpr std::uint32_t kCentralSignature = 0x02014B50;
    constexpr std::uint32_t kUtf8Names = 1U << 11U;  // APPNOTE 4.4.4, bit 11
    constexpr std::size_t kEndRecord = 22;  // no archive comment, so the end record is the tail
    if (zip.size() < kEndRecord) return;
    std::size_t at = little_endian(zip, zip.size() - kEndRecord + 16, 4);
    while (at + 46 <= zip.size() && little_endian(zip, at, 4) == kCentralSignature) {
        const std::size_t local = little_endian(zip, at + 42, 4);
        if (local + 30 > zip.size()) return;
        put_little_endian(zip, at + 12, time, 4);
        put_little_endian(zip, local + 10, time, 4);
        if (local != 0) {  // mimetype, the first entry, stays as plain as can be
            put_little_endian(zip, at + 8, little_endian(zip, at + 8, 2) | kUtf8Names, 2);
            put_little_endian(zip, local + 6, little_endian(zip, local + 6, 2) | kUtf8Names, 2);
        }
        at += 46 + little_endian(zip, at + 28, 2) + little_endian(zip, at + 30, 2) +
              little_endian(zip, at + 32, 2);
    }
}

}  // namespace

Result<std::string> make_archive(std::vector<Entry> entries, std::int64_t timestamp) {
    if (!libzip().library) {
        return fail(ErrorKind::Internal,
                    "an EPUB needs libzip: " + libzip().library.error(),
                    "install the package libzip4");
    }
    zip_error_t error;
    libzip().zip_error_init(&error);
    const Source buffer(libzip().zip_source_buffer_create(nullptr, 0, 0, &error));
    if (!buffer) return zip_failure("buffer", &error);
    libzip().zip_source_keep(buffer.get());  // one reference for the archive, one to read back
    Archive archive(libzip().zip_open_from_source(buffer.get(), ZIP_TRUNCATE, &error));
    if (!archive) {
        libzip().zip_source_free(buffer.get());
        return zip_failure("open", &error);
    }
    const Entry mimetype{"mimetype", std::string(kMediaType)};
    if (auto added = add_file(archive.get(), mimetype, true); !added) return fail(added.error());
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.name < b.name;
    });
    for (const Entry& entry : entries) {
        if (auto added = add_file(archive.get(), entry, false); !added) return fail(added.error());
    }
    if (libzip().zip_close(archive.get()) != 0)
        return zip_failure("close", libzip().zip_get_error(archive.get()));
    static_cast<void>(archive.release());  // closed: nothing left to discard
    Result<std::string> bytes = read_all(buffer.get());
    if (bytes) stamp_entries(*bytes, dos_time(timestamp));
    return bytes;
}

}  // namespace inkstone::epub
