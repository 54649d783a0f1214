// SPDX-License-Identifier: Apache-2.0
#include "src/serve/exchange.hpp"

#include <cstddef>
#include <nlohmann/json.hpp>

namespace inkstone::serve {

namespace {

using Json = nlohmann::json;

std::string bytes_of(const Json& all) {
    std::string bytes;
    Json::to_cbor(all, bytes);
    return bytes;
}

std::string text(const Json& item) {
    return item.get<std::string>();
}

}  // namespace

std::string packed(const Request& request) {
    Json parts = Json::array();
    for (const Part& part : request.parts) {
        parts.push_back(Json::array({part.name, part.filename, part.type, part.content}));
    }
    return bytes_of(Json::array(
        {request.id, request.method, request.path, request.query, request.body, parts}));
}

std::string packed(const Response& response) {
    return bytes_of(Json::array({response.id,
                                 response.status,
                                 response.type,
                                 response.body,
                                 response.headers,
                                 response.worker_lost}));
}

std::optional<Request> unpacked_request(std::string_view bytes) {
    try {
        const Json all = Json::from_cbor(bytes.begin(), bytes.end());
        Request request{all.at(0).get<std::uint64_t>(),
                        text(all.at(1)),
                        text(all.at(2)),
                        text(all.at(3)),
                        text(all.at(4)),
                        {}};
        for (const Json& item : all.at(5)) {
            request.parts.push_back(
                {text(item.at(0)), text(item.at(1)), text(item.at(2)), text(item.at(3))});
        }
        return request;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

std::optional<Response> unpacked_response(std::string_view bytes) {
    try {
        const Json all = Json::from_cbor(bytes.begin(), bytes.end());
        return Response{all.at(0).get<std::uint64_t>(),
                        all.at(1).get<int>(),
                        text(all.at(2)),
                        text(all.at(3)),
                        all.at(4).get<Pairs>(),
                        all.at(5).get<bool>()};
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

}  // namespace inkstone::serve
