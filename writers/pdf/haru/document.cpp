// SPDX-License-Identifier: Apache-2.0
// The save loop. What libharu does here: it numbers the objects (HPDF_Xref), owns their memory
// (HPDF_MMgr) and serialises their dictionaries (HPDF_Obj_WriteValue). A reserved object is an
// HPDF_Null until it is set; a set one is a raw HPDF_Dict whose body is one string, freed as soon
// as it is written, so that memory does not grow with the pages.
#include "writers/pdf/haru/document.hpp"

#include <fmt/format.h>
#include <hpdf.h>

#include <cstring>
#include <new>
#include <utility>

#include "writers/pdf/haru/deflate.hpp"
#include "writers/pdf/haru/output.hpp"
#include "writers/pdf/haru/xref.hpp"

namespace inkstone::pdf::haru {
namespace {

// More objects per stream pack better, but a reader unpacks a whole stream for one object.
constexpr std::uint16_t kObjectsPerStream = 200;
constexpr HPDF_UINT32 kIdMask = 0x00FFFFFF;
// The comment of four bytes above 127 marks the file as binary (ISO 32000-1 7.5.2).
constexpr std::string_view kHeader = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

struct FreeDoc {
    void operator()(HPDF_Doc_Rec* doc) const noexcept { HPDF_Free(doc); }
};
struct FreeXref {
    void operator()(HPDF_Xref_Rec* xref) const noexcept { HPDF_Xref_Free(xref); }
};
struct FreeStream {
    void operator()(HPDF_Stream_Rec* stream) const noexcept { HPDF_Stream_Free(stream); }
};

// libharu calls back into C++; nothing may be thrown through its frames.

HPDF_STATUS append_to_string(HPDF_Stream stream, const HPDF_BYTE* bytes, HPDF_UINT size) noexcept {
    try {
        auto* out = static_cast<std::string*>(stream->attr);
        out->append(reinterpret_cast<const char*>(bytes), size);
        return HPDF_OK;
    } catch (const std::bad_alloc&) {
        return HPDF_FAILD_TO_ALLOC_MEM;
    }
}

HPDF_STATUS write_raw_body(HPDF_Dict dict, HPDF_Stream stream) noexcept {
    const auto* body = static_cast<const std::string*>(dict->attr);
    return HPDF_Stream_Write(stream,
                             reinterpret_cast<const HPDF_BYTE*>(body->data()),
                             static_cast<HPDF_UINT>(body->size()));
}

void free_raw_body(HPDF_Dict dict) noexcept {
    delete static_cast<std::string*>(dict->attr);
    dict->attr = nullptr;
}

}  // namespace

struct Document::State {
    explicit State(Sink& sink) : output(sink) {}

    Output output;
    std::unique_ptr<HPDF_Doc_Rec, FreeDoc> doc;
    // Declared after `doc`, whose memory manager it uses: freed first. The document's own list
    // already holds libharu's catalog, page tree and Info, which we write ourselves.
    std::unique_ptr<HPDF_Xref_Rec, FreeXref> xref;
    // What HPDF_Obj_WriteValue has written and nobody has taken yet.
    std::string serialised;
    std::unique_ptr<HPDF_Stream_Rec, FreeStream> serialiser;
    Deflater deflater;
    Deflater fast_deflater{Deflater::kFast};
    XrefTable places;
    // The object stream being filled: its number (0: none), its index and its objects.
    ObjectId open_stream = 0;
    std::uint16_t open_count = 0;
    std::string open_index;
    std::string open_objects;
    Result<void> trouble;

    [[nodiscard]] bool ok() const noexcept { return trouble && output.status(); }
    bool check(HPDF_STATUS status, std::string_view doing);
    bool serialise(ObjectId id, std::string entries);
    void write_stream(ObjectId id, std::string entries, std::string_view data, Compress compress);
    void close_object_stream();
};

/// libharu's errors are sticky and silent: every status passes here, and the first one stays.
bool Document::State::check(HPDF_STATUS status, std::string_view doing) {
    if (status == HPDF_OK) return true;
    if (trouble) {
        trouble = fail(ErrorKind::Internal,
                       fmt::format("libharu failed while {} (error 0x{:04X}, detail {})",
                                   doing,
                                   status,
                                   HPDF_GetErrorDetail(doc.get())));
    }
    return false;
}

/// Turns object `id` from reserved (HPDF_Null) to a raw dictionary with the body `entries`, writes
/// it to `serialised` and frees it; the entry of the list stays, empty.
bool Document::State::serialise(ObjectId id, std::string entries) {
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(xref.get(), id);
    if (id == 0 || entry == nullptr || entry->obj == nullptr) {
        return check(HPDF_INVALID_OBJ_ID, "setting an object");
    }
    HPDF_Dict dict = HPDF_Dict_New(doc->mmgr);
    if (dict == nullptr) return check(HPDF_FAILD_TO_ALLOC_MEM, "making a dictionary");
    dict->free_fn = free_raw_body;
    dict->write_fn = write_raw_body;
    dict->attr = new std::string(std::move(entries));
    dict->header.obj_id = id | HPDF_OTYPE_INDIRECT;
    HPDF_Obj_ForceFree(doc->mmgr, entry->obj);
    entry->obj = dict;
    const HPDF_STATUS status = HPDF_Obj_WriteValue(dict, serialiser.get(), nullptr);
    HPDF_Obj_ForceFree(doc->mmgr, dict);
    entry->obj = nullptr;
    return check(status, "writing a dictionary");
}

void Document::State::write_stream(ObjectId id,
                                   std::string entries,
                                   std::string_view data,
                                   Compress compress) {
    std::string packed;
    if (compress != Compress::No) {
        packed = (compress == Compress::Fast ? fast_deflater : deflater).compress(data);
    }
    if (compress == Compress::Always || (!packed.empty() && packed.size() < data.size())) {
        data = packed;
        entries += "/Filter/FlateDecode";
    }
    entries += fmt::format("/Length {}", data.size());
    serialised.clear();
    if (!serialise(id, std::move(entries))) return;
    places.place(id, output.position());
    output.write(fmt::format("{} 0 obj\n", id));
    output.write(serialised);
    output.write("\nstream\n");
    output.write(data);
    output.write("\nendstream\nendobj\n");
    serialised.clear();
}

void Document::State::close_object_stream() {
    if (open_count == 0) return;
    const std::string entries =
        fmt::format("/Type/ObjStm/N {}/First {}", open_count, open_index.size());
    open_index += open_objects;
    write_stream(open_stream, entries, open_index, Compress::Yes);
    open_stream = 0;
    open_count = 0;
    open_index.clear();
    open_objects.clear();
}

Document::Document(std::unique_ptr<State> state) : state_(std::move(state)) {}
Document::~Document() = default;

Result<std::unique_ptr<Document>> Document::create(Sink& sink) {
    // The layouts of libharu's structs differ between versions: never mix header and library.
    if (std::strcmp(HPDF_GetVersion(), HPDF_VERSION_TEXT) != 0) {
        return fail(ErrorKind::Internal,
                    fmt::format("Inkstone was built for libharu {} but runs with {}",
                                HPDF_VERSION_TEXT,
                                HPDF_GetVersion()));
    }
    auto state = std::make_unique<State>(sink);
    state->doc.reset(HPDF_New(nullptr, nullptr));
    if (state->doc) {
        state->xref.reset(HPDF_Xref_New(state->doc->mmgr, 0));
        state->serialiser.reset(
            HPDF_CallbackWriter_New(state->doc->mmgr, append_to_string, &state->serialised));
    }
    if (!state->xref || !state->serialiser) {
        return fail(ErrorKind::Internal, "libharu could not start a document");
    }
    state->output.write(kHeader);
    return std::unique_ptr<Document>(new Document(std::move(state)));
}

ObjectId Document::reserve() {
    State& state = *state_;
    if (!state.ok()) return 0;
    // HPDF_List grows by a constant: raised with the count, growth is geometric, time linear.
    HPDF_List entries = state.xref->entries;
    if (entries->count > entries->items_per_block) entries->items_per_block = entries->count;
    HPDF_Null object = HPDF_Null_New(state.doc->mmgr);
    if (object == nullptr) {
        state.check(HPDF_FAILD_TO_ALLOC_MEM, "reserving an object");
        return 0;
    }
    // At 8,388,607 objects (ISO 32000-1 Annex C) this fails, and frees the object.
    if (!state.check(HPDF_Xref_Add(state.xref.get(), object), "numbering an object")) return 0;
    return object->header.obj_id & kIdMask;
}

void Document::set(ObjectId id, std::string entries) {
    State& state = *state_;
    if (!state.ok()) return;
    if (state.open_stream == 0) state.open_stream = reserve();
    state.serialised.clear();
    if (!state.serialise(id, std::move(entries))) return;
    state.open_index += fmt::format("{} {} ", id, state.open_objects.size());
    state.open_objects += state.serialised;
    state.open_objects += '\n';
    state.places.place_in_stream(id, state.open_stream, state.open_count++);
    if (state.open_count == kObjectsPerStream) state.close_object_stream();
}

ObjectId Document::add(std::string entries) {
    const ObjectId id = reserve();
    set(id, std::move(entries));
    return id;
}

void Document::set_stream(ObjectId id,
                          std::string entries,
                          std::string_view data,
                          Compress compress) {
    if (state_->ok()) state_->write_stream(id, std::move(entries), data, compress);
}

ObjectId Document::add_stream(std::string entries, std::string_view data, Compress compress) {
    const ObjectId id = reserve();
    set_stream(id, std::move(entries), data, compress);
    return id;
}

Result<void> Document::status() const {
    return state_->trouble ? state_->output.status() : state_->trouble;
}

std::uint64_t Document::position() const noexcept {
    return state_->output.position();
}

Result<void> Document::finish(ObjectId catalog, ObjectId info) {
    State& state = *state_;
    if (state.ok()) state.close_object_stream();
    const ObjectId own = reserve();
    if (!state.ok()) return status();
    for (ObjectId id = 1; id < own; ++id) {
        if (!state.places.placed(id)) {
            return fail(ErrorKind::Internal, fmt::format("PDF object {} was never set", id));
        }
    }
    const std::uint64_t start = state.output.position();
    const std::string name = state.output.digest().hex();
    state.places.place(own, start);
    XrefTable::Encoded table = state.places.encode();
    std::string entries = fmt::format("/Type/XRef/Size {}/Root {} 0 R/Info {} 0 R/ID[<{}><{}>]{}",
                                      state.places.size(),
                                      catalog,
                                      info,
                                      name,
                                      name,
                                      table.entries);
    state.write_stream(own, std::move(entries), table.data, Compress::Always);
    state.output.write(fmt::format("startxref\n{}\n%%EOF\n", start));
    const Result<void> written = state.output.flush();
    return state.trouble ? written : state.trouble;
}

}  // namespace inkstone::pdf::haru
