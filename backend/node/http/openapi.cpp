#include "node/http/openapi.h"

#include "node/wire/problem.h"

namespace stoa::http {
namespace {

json::object reference(std::string_view place)
{
    return {{"$ref", "#/components/" + std::string(place)}};
}

json::object jsonContent(json::object schema, std::string_view type = "application/json")
{
    return {{type, {{"schema", std::move(schema)}}}};
}

json::object header(std::string_view description, json::object schema)
{
    return {{"description", description}, {"schema", std::move(schema)}};
}

json::object headerParameter(std::string_view name, std::string_view description, bool isRequired,
                             json::object schema)
{
    return {{"name", name},
            {"in", "header"},
            {"required", isRequired},
            {"description", description},
            {"schema", std::move(schema)}};
}

bool isIn(const json::array& names, std::string_view name)
{
    return std::any_of(names.begin(), names.end(),
                       [&](const json::value& each) { return each == json::string_view(name); });
}

// One member of the request as a parameter of the path or the query.
json::object fieldParameter(std::string_view name, bool isInPath, bool isRequired,
                            const json::value& schema)
{
    json::object parameter{{"name", name},
                           {"in", isInPath ? "path" : "query"},
                           {"required", isInPath || isRequired},
                           {"schema", schema}};
    const json::object* object = schema.if_object();
    if (object != nullptr && object->contains("items")) {
        parameter["style"] = "form";
        parameter["explode"] = false; // status=placed,canceled
    }
    return parameter;
}

class Page {
public:
    Page(const Router& router, std::string_view version) : m_router(router)
    {
        m_page = {
            {"openapi", "3.1.0"},
            {"info",
             {{"title", "Stoa"},
              {"version", version},
              {"description", "Every operation of the marketplace."},
              {"license", {{"name", "GPL-3.0-or-later"}, {"identifier", "GPL-3.0-or-later"}}}}},
            {"servers", json::array{{{"url", "/"}}}}};
    }

    void add(const api::Operation& operation)
    {
        const std::string path = std::string(wire::kBasePath) + std::string(operation.route);
        json::object& methods = objectAt(m_paths, path);
        std::string method(wire::methodWord(operation.method));
        for (char& c : method)
            c = static_cast<char>(c - 'A' + 'a');
        methods[method] = describe(operation);
    }

    json::object finish() &&
    {
        addFixedPaths();
        json::array tags;
        for (const auto& tag : m_tags)
            tags.push_back(json::object{{"name", tag.key()}});
        m_page["tags"] = std::move(tags);
        m_page["paths"] = std::move(m_paths);
        m_page["components"] = components();
        m_page["security"] = json::array{json::object{{"bearer", json::array()}}};
        return std::move(m_page);
    }

private:
    static json::object& objectAt(json::object& in, std::string_view key)
    {
        json::value& value = in[key];
        if (!value.is_object()) value.emplace_object();
        return value.get_object();
    }

    json::object describe(const api::Operation& operation)
    {
        const std::string_view tag = operation.name.substr(0, operation.name.find('.'));
        m_tags[tag] = true;
        json::object described{{"operationId", operation.name},
                               {"summary", operation.summary},
                               {"tags", json::array{json::value(tag)}},
                               {"x-permission", enumText(operation.permission)},
                               {"x-deadline-ms", operation.deadline.count()}};
        if (operation.permission == api::Permission::Public) {
            described["security"] = json::array{json::object()};
        }
        json::object schema = codec::codecOf(operation).requestSchema(m_schemas);
        described["parameters"] = parameters(operation, schema);
        if (wire::hasBody(operation)) addBody(operation, schema, described);
        described["responses"] = responses(operation);
        return described;
    }

    json::array parameters(const api::Operation& operation, const json::object& schema)
    {
        json::array parameters;
        json::array required;
        if (const auto* names = schema.if_contains("required")) required = names->get_array();
        for (const auto& field : schema.at("properties").get_object()) {
            const bool isInPath = wire::hasPathField(operation, field.key());
            if (!isInPath && wire::hasBody(operation)) continue;
            parameters.push_back(
                fieldParameter(field.key(), isInPath, isIn(required, field.key()), field.value()));
        }
        parameters.push_back(reference("parameters/Deadline"));
        if (operation.idempotency != api::Idempotency::None) {
            const bool isRequired = operation.idempotency == api::Idempotency::Required;
            parameters.push_back(reference(isRequired ? "parameters/IdempotencyKey"
                                                      : "parameters/OptionalIdempotencyKey"));
        }
        if (codec::codecOf(operation).hasVersion) {
            parameters.push_back(reference("parameters/IfMatch"));
        }
        return parameters;
    }

    void addBody(const api::Operation& operation, json::object schema, json::object& described)
    {
        const bool hasVersion = codec::codecOf(operation).hasVersion;
        json::object properties;
        for (const auto& field : schema.at("properties").get_object()) {
            if (!wire::hasPathField(operation, field.key())) {
                properties.emplace(field.key(), field.value());
            }
        }
        json::array required;
        if (const auto* names = schema.if_contains("required")) {
            for (const auto& each : names->get_array()) {
                const bool comesFromHeader = hasVersion && each == "version";
                if (properties.contains(each.get_string()) && !comesFromHeader) {
                    required.push_back(each);
                }
            }
        }
        schema["properties"] = std::move(properties);
        const bool isRequired = !required.empty();
        if (isRequired)
            schema["required"] = std::move(required);
        else
            schema.erase("required");
        described["requestBody"] = {{"required", isRequired},
                                    {"content", jsonContent(std::move(schema))},
                                    {"x-max-bytes", operation.maxBodyBytes}};
    }

    json::object responses(const api::Operation& operation)
    {
        json::object headers{{"X-Request-Id", header("Names this call in logs and the audit.",
                                                     {{"type", "string"}})},
                             {"ETag", header("The version, when the reply shows one record.",
                                             {{"type", "string"}})}};
        if (operation.idempotency != api::Idempotency::None) {
            headers["Idempotent-Replayed"] =
                header("`true` when an earlier call with this key did the work.",
                       {{"type", "string"}, {"enum", {"true"}}});
        }
        const bool creates = m_router.creates(operation);
        if (creates) {
            headers["Location"] = header("Where the new record can be read.",
                                         {{"type", "string"}, {"format", "uri-reference"}});
        }
        json::object responses{
            {creates ? "201" : "200",
             {{"description", creates ? "Created" : "Done"},
              {"headers", std::move(headers)},
              {"content", jsonContent(codec::codecOf(operation).replySchema(m_schemas))}}},
            {"default", reference("responses/Problem")}};
        if (operation.whenAway == api::WhenAway::Queue) {
            auto queued = jsonContent(reference("schemas/Problem"), wire::kProblemType);
            responses["202"] = {
                {"description", "Accepted while the database is away; ask again with the same key"},
                {"content", std::move(queued)}};
        }
        return responses;
    }

    void addFixedPaths()
    {
        m_tags["events"] = true;
        m_paths[wire::kEventsPath] = {
            {"get",
             {{"operationId", "events.subscribe"},
              {"summary", "Facts as they happen, as server-sent events; `lost` means read again"},
              {"tags", {"events"}},
              {"parameters",
               json::array{headerParameter("Last-Event-ID", "Answered with an event `lost`.", false,
                                           {{"type", "string"}})}},
              {"responses",
               {{"200",
                 {{"description", "The stream"},
                  {"content", jsonContent({{"type", "string"}}, "text/event-stream")}}},
                {"default", reference("responses/Problem")}}}}}};
        const json::object health{{"description", "State and checks"},
                                  {"content", jsonContent({{"type", "object"}})}};
        m_paths["/api/health"] = {{"get",
                                   {{"operationId", "node.get_health"},
                                    {"summary", "Whether this node can serve"},
                                    {"tags", {"node"}},
                                    {"security", json::array{json::object()}},
                                    {"responses", {{"200", health}, {"503", health}}}}}};
    }

    json::object components()
    {
        m_schemas["Problem"] = problemSchema();
        const json::object key{{"type", "string"}, {"minLength", 1}, {"maxLength", 255}};
        return {
            {"schemas", std::move(m_schemas)},
            {"securitySchemes",
             {{"bearer",
               {{"type", "http"},
                {"scheme", "bearer"},
                {"description", "Access token of a session, or an API key."}}}}},
            {"parameters",
             {{"IdempotencyKey",
               headerParameter("Idempotency-Key", "The same key never does the work twice.", true,
                               key)},
              {"OptionalIdempotencyKey",
               headerParameter("Idempotency-Key", "The same key never does the work twice.", false,
                               key)},
              {"IfMatch", headerParameter("If-Match", "The ETag seen; stands for `version`.", false,
                                          {{"type", "string"}, {"pattern", "^\"[0-9]+\"$"}})},
              {"Deadline",
               headerParameter("X-Deadline-Ms", "Milliseconds that the caller will wait.", false,
                               {{"type", "integer"}, {"minimum", 1}})}}},
            {"responses",
             {{"Problem",
               {{"description", "What went wrong"},
                {"headers",
                 {{"Retry-After", header("Seconds.", {{"type", "integer"}})},
                  {"X-Request-Id", header("Names this call.", {{"type", "string"}})}}},
                {"content", jsonContent(reference("schemas/Problem"), wire::kProblemType)}}}}}};
    }

    static json::object problemSchema()
    {
        const json::object text{{"type", "string"}};
        json::array kinds;
        for (const auto& word : enumWords<ErrorKind>())
            kinds.emplace_back(word);
        return {
            {"type", "object"},
            {"properties",
             {{"type", text},
              {"title", text},
              {"status", {{"type", "integer"}}},
              {"kind", {{"type", "string"}, {"enum", std::move(kinds)}}},
              {"code", {{"type", "string"}, {"description", "Stable: `refund.exceeds_captured`"}}},
              {"detail", text},
              {"field", text},
              {"params", {{"type", "object"}, {"additionalProperties", text}}},
              {"retryAfterMs", {{"type", "integer"}}},
              {"requestId", text}}},
            {"required", {"type", "title", "status", "kind", "code", "detail"}}};
    }

    const Router& m_router;
    json::object m_page;
    json::object m_paths;
    json::object m_schemas;
    json::object m_tags; // a set in order of appearance
};

} // namespace

json::object makeOpenApi(std::span<const api::Operation* const> operations, const Router& router,
                         std::string_view version)
{
    Page page(router, version);
    for (const api::Operation* operation : operations)
        page.add(*operation);
    return std::move(page).finish();
}

} // namespace stoa::http
