// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/build.hpp>
#include <baoxue/arrow/export.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::arrow_tests {

/// How often the parts of a test's stream were released: each once, in the end.
struct counts {
    int streams{0}, schemas{0}, arrays{0};
};

/// What a test's stream gives, and what goes wrong.
struct script {
    std::vector<std::shared_ptr<arrow::table>> batches;
    std::shared_ptr<counts> released{std::make_shared<counts>()};
    int fails_at{-1};  ///< the batch instead of which an error comes
    void (*spoil_schema)(ArrowSchema&){nullptr};
    void (*spoil_array)(ArrowArray&){nullptr};
};

/// A stream of batches as another library would give it, counting what is released.
struct producer : script {
    void add(std::vector<arrow::column> columns) {
        auto t = std::make_shared<arrow::table>();
        t->rows = columns.empty() ? 0 : columns.front().length;
        t->columns = std::move(columns);
        batches.push_back(std::move(t));
    }

    [[nodiscard]] ArrowArrayStream stream() const {
        ArrowArrayStream out{};
        out.private_data = new state{*this};
        out.get_schema = [](ArrowArrayStream* s, ArrowSchema* schema) {
            auto& mine = *static_cast<state*>(s->private_data);
            inner(*mine.what.batches.front(), [&](ArrowArrayStream& i) { i.get_schema(&i, schema); });
            counted<&counts::schemas>(*schema, mine.what.released);
            if (mine.what.spoil_schema != nullptr)
                mine.what.spoil_schema(*schema);
            return 0;
        };
        out.get_next = [](ArrowArrayStream* s, ArrowArray* array) {
            auto& mine = *static_cast<state*>(s->private_data);
            if (mine.next == mine.what.fails_at)
                return 5;
            if (mine.next == static_cast<int>(mine.what.batches.size())) {
                array->release = nullptr;
                return 0;
            }
            const auto& batch = *mine.what.batches[static_cast<std::size_t>(mine.next++)];
            inner(batch, [&](ArrowArrayStream& i) { i.get_next(&i, array); });
            counted<&counts::arrays>(*array, mine.what.released);
            if (mine.what.spoil_array != nullptr)
                mine.what.spoil_array(*array);
            return 0;
        };
        out.get_last_error = [](ArrowArrayStream*) { return "the disk is full"; };
        out.release = [](ArrowArrayStream* s) {
            auto* mine = static_cast<state*>(s->private_data);
            ++mine->what.released->streams;
            delete mine;
            s->release = nullptr;
        };
        return out;
    }

private:
    struct state {
        script what;
        int next{0};
    };

    template <class Use>
    static void inner(const arrow::table& t, const Use& use) {
        ArrowArrayStream s{};
        arrow::export_stream(std::make_shared<const arrow::table>(t), s);
        use(s);
        s.release(&s);
    }

    /// Wraps a struct so that its release is counted.
    template <auto Count, class Struct>
    static void counted(Struct& s, std::shared_ptr<counts> released) {
        struct wrapped {
            Struct original;
            std::shared_ptr<counts> released;
        };
        s.private_data = new wrapped{s, std::move(released)};
        s.release = [](Struct* whole) {
            auto* mine = static_cast<wrapped*>(whole->private_data);
            ++((*mine->released).*Count);
            mine->original.release(&mine->original);
            delete mine;
            whole->release = nullptr;
        };
    }
};

}  // namespace baoxue::arrow_tests
