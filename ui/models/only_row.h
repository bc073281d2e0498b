#pragma once
// For models that can be asked for one record alone (KeysetModelBase::only): its id, and the answer
// of a Get as the page that a list would have given.

#include "api/values.h"
#include "ui/models/keyset_model_base.h"

#include <functional>

namespace stoa::ui {

// Nothing: all are asked for. What is no id becomes one that no record has.
template <class RecordId>
std::optional<RecordId> onlyId(const KeysetModelBase& model)
{
    if (model.only().isEmpty()) return std::nullopt;
    return RecordId::parse(model.only().toStdString()).value_or(RecordId());
}

// A page of one row, or of none when there is no such record.
template <class Reply, class Row, class RowOf>
std::function<void(Result<Reply>)> asPage(std::function<void(Result<stoa::Page<Row>>)> callback,
                                          RowOf rowOf)
{
    return [callback = std::move(callback), rowOf](const Result<Reply>& reply) {
        if (reply) return callback(stoa::Page<Row>{{rowOf(*reply)}, {}, {}});
        if (reply.error().kind == ErrorKind::NotFound) return callback(stoa::Page<Row>{});
        callback(stoa::fail(reply));
    };
}

} // namespace stoa::ui
