#include "api/operations.h"
#include "commands.h"
#include "node/codec/codec.h"
#include "node/wire/route.h"
#include "platform/json/strict_json.h"

#include <future>

namespace stoa::ctl {
namespace {

std::string pathOf(const api::Operation& operation)
{
    return std::string(wire::kBasePath) + std::string(operation.route);
}

json::object describe(const api::Operation& operation)
{
    return {{"operation", operation.name},
            {"method", wire::methodWord(operation.method)},
            {"path", pathOf(operation)},
            {"summary", operation.summary}};
}

std::string lineOf(const api::Operation& operation)
{
    return std::string(operation.name) + "  " + std::string(wire::methodWord(operation.method)) +
           ' ' + pathOf(operation) + "\n    " + std::string(operation.summary);
}

Result<json::object> objectOf(const QString& request)
{
    std::string text = request.isEmpty() ? "{}" : request.toStdString();
    if (request == "-") {
        STOA_TRY(read, readFile(request));
        text = std::move(read);
    }
    STOA_TRY(value, parseStrictly(text));
    if (json::object* object = value.if_object()) return std::move(*object);
    return fail(makeError(ErrorKind::Invalid, "request.wrong_type")
                    .with("expected", "object")
                    .with("given", std::string(json::to_string(value.kind()))));
}

Result<api::ErasedAnswer> submitAndWait(Target& target, const codec::OperationCodec& codec,
                                        const CallArguments& arguments)
{
    STOA_TRY(object, objectOf(arguments.request));
    STOA_TRY(request, codec.readRequest(object, codec::Source::Json));
    STOA_CHECK(codec.admit(request.get()));
    STOA_TRY(options, target.credentials());
    options.idempotencyKey =
        arguments.key.isEmpty() ? Uuid::makeV7().text() : arguments.key.toStdString();
    auto promise = std::make_shared<std::promise<Result<api::ErasedAnswer>>>();
    target.node().submit(
        *codec.operation, std::move(options), std::move(request),
        [promise](Result<api::ErasedAnswer> answer) { promise->set_value(std::move(answer)); });
    return promise->get_future().get(); // bounded: every call has a deadline
}

} // namespace

std::string operationComplaint(const QString& name)
{
    if (api::findOperation(name.toStdString()) != nullptr) return {};
    return "there is no operation \"" + name.toStdString() + "\"; stoactl operations lists them";
}

int call(Target& target, const Output& output, const CallArguments& arguments)
{
    const codec::OperationCodec& codec =
        codec::codecOf(*api::findOperation(arguments.operation.toStdString()));
    const auto answer = submitAndWait(target, codec, arguments);
    if (!answer) return output.failure(answer.error());
    const std::string text = codec.writeReply(answer->reply.get());
    const json::value reply = json::parse(text);
    const json::object* object = reply.if_object();
    output.result(object != nullptr ? *object : json::object{{"reply", reply}},
                  text);
    return kDone;
}

int operations(const Output& output, const QString& name)
{
    if (name.isEmpty()) {
        json::array rows;
        std::string text;
        for (const api::Operation* operation : api::allOperations()) {
            rows.push_back(describe(*operation));
            text += (text.empty() ? "" : "\n") + lineOf(*operation);
        }
        output.result({{"operations", std::move(rows)}}, text);
        return kDone;
    }
    if (const auto wrong = operationComplaint(name); !wrong.empty()) return output.usage(wrong);
    const api::Operation* operation = api::findOperation(name.toStdString());
    json::object schemas;
    json::object row = describe(*operation);
    row["request"] = codec::codecOf(*operation).requestSchema(schemas);
    row["schemas"] = std::move(schemas);
    const std::string text = lineOf(*operation) + "\n" + json::serialize(row["request"]);
    output.result(row, text);
    return kDone;
}

} // namespace stoa::ctl
