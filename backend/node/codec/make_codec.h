#pragma once
// Builds OperationCodec rows from the types. Included by the source files of this folder only.

#include "node/codec/admit.h"
#include "node/codec/codec.h"
#include "node/codec/json_write.h"
#include "node/codec/schema.h"

namespace stoa::codec {

template <class T>
const T& as(const void* value)
{
    return *static_cast<const T*>(value);
}

template <class Reply>
std::optional<Version> versionOf(const void* reply)
{
    if constexpr (requires(const Reply& r) {
                      {
                          r.version
                          } -> std::convertible_to<Version>;
                  }) {
        return as<Reply>(reply).version;
    } else if constexpr (requires(const Reply& r) {
                             {
                                 r.row.version
                                 } -> std::convertible_to<Version>;
                         }) {
        return as<Reply>(reply).row.version;
    } else {
        return std::nullopt;
    }
}

template <class Reply>
std::string recordOf(const void* reply)
{
    const auto idOf = [](const auto& record) -> std::string {
        if constexpr (requires { record.id.text(); })
            return record.id.text();
        else if constexpr (requires { std::string(record.id); })
            return record.id;
        else
            return {};
    };
    if constexpr (requires(const Reply& r) { r.row; })
        return idOf(as<Reply>(reply).row);
    else
        return idOf(as<Reply>(reply));
}

template <class Request>
std::optional<OrgId> sellerOf(const void* request)
{
    if constexpr (requires(const Request& r) { r.seller; })
        return as<Request>(request).seller;
    else
        return std::nullopt;
}

template <class T>
Result<std::shared_ptr<void>> readInto(const json::value& value, Source source)
{
    auto into = std::make_shared<T>();
    STOA_CHECK(fromJson(value, *into, FieldPath(), source));
    return into;
}

template <class Request>
OperationCodec makeCodec()
{
    using Reply = typename Request::Reply;
    OperationCodec codec{};
    codec.operation = &api::operation<Request>();
    codec.readRequest = [](const json::object& object,
                           Source source) -> Result<std::shared_ptr<void>> {
        auto into = std::make_shared<Request>();
        STOA_CHECK(membersFromJson(object, *into, FieldPath(), source));
        return into;
    };
    codec.writeRequest = [](const void* request) { return toJson(as<Request>(request)); };
    codec.auditRequest = [](const void* request) {
        return toJson(as<Request>(request), Secrets::Hide);
    };
    codec.admit = [](void* request) { return admit(*static_cast<Request*>(request), FieldPath()); };
    codec.readReply = [](const json::value& value) {
        return readInto<Reply>(value, Source::Reply);
    };
    codec.writeReply = [](const void* reply) { return toJson(as<Reply>(reply)); };
    codec.seller = &sellerOf<Request>;
    codec.version = &versionOf<Reply>;
    codec.record = &recordOf<Reply>;
    codec.hasVersion = requires(const Request& r)
    {
        r.version;
    };
    codec.requestSchema = [](json::object& schemas) { return memberSchemas<Request>(schemas); };
    codec.replySchema = [](json::object& schemas) { return schemaOf<Reply>(schemas); };
    return codec;
}

template <class... Requests>
void addCodecs(Codecs& codecs, api::Operations<Requests...>)
{
    (codecs.push_back(makeCodec<Requests>()), ...);
}

} // namespace stoa::codec
