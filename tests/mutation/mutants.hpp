// SPDX-License-Identifier: Apache-2.0
#pragma once

// What scripts/mutate_code.py writes into its copy of the library: every change that it makes, each behind a number,
// and none of them at work unless BAOXUE_MUTANT names it (in constant expressions, BAOXUE_COMPILED_MUTANT).
//
// An operator is changed from the inside, so that nobody has to know where its operands begin and end: `a < b` becomes
// `a < order<7> < b`, which has the same precedence and evaluates the same operands in the same order.

#include <compare>
#include <concepts>
#include <cstdlib>
#include <initializer_list>
#include <optional>
#include <type_traits>

#ifndef BAOXUE_COMPILED_MUTANT
#define BAOXUE_COMPILED_MUTANT 0
#endif

namespace baoxue_mutants {

inline constexpr int most = 100'000;
inline const int current = [] {
    const char* named = std::getenv("BAOXUE_MUTANT");
    return named ? std::atoi(named) : 0;
}();
/// Which sites have been come by, each under its first number.
inline unsigned char reached[most];

inline int at_run_time(int first) {
    reached[first] = 1;
    return current - first;
}

/// Which of the `N` changes of a site is at work, from 1; 0 for none.
template <int First, int N>
constexpr int at_work() {
    int n = BAOXUE_COMPILED_MUTANT - First;
    if (!std::is_constant_evaluated())  // not in the initializer of a constant: there it would always be true
        n = at_run_time(First);
    return n >= 0 && n < N ? n + 1 : 0;
}

/// An operand that waits for the other one. (A std::optional as the other one would take it for a value of its own:
/// hence the operators that name it.)
template <class Site, class T>
struct held {
    const T& value;
};

// < <= > >=: one beside, or the contrary.
template <int Id>
struct order_site {};
template <int Id>
inline constexpr order_site<Id> order{};

/// What an ordering is compared with is 0 and nothing else: it is put as a number that may be compared with others.
template <class T>
constexpr const T& comparable(const T& x) {
    return x;
}
constexpr int comparable(std::strong_ordering x) { return x < 0 ? -1 : x > 0 ? 1 : 0; }

#define BAOXUE_ORDER(is, beside)                                                                                       \
    template <int Id, class T>                                                                                         \
    constexpr held<order_site<Id>, T> operator is(const T& a, order_site<Id>) {                                        \
        return {a};                                                                                                    \
    }                                                                                                                  \
    template <int Id, class T, class U>                                                                                \
        requires requires(const T& a, const U& b) {                                                                    \
            { comparable(a) is b } -> std::convertible_to<bool>;                                                       \
            { comparable(a) beside b } -> std::convertible_to<bool>;                                                   \
        }                                                                                                              \
    constexpr bool operator is(held<order_site<Id>, T> a, const U& b) {                                                \
        int n = at_work<Id, 2>();                                                                                      \
        const auto& value = comparable(a.value);                                                                       \
        return n == 0 ? value is b : n == 1 ? value beside b : !(value is b);                                          \
    }                                                                                                                  \
    template <int Id, class T, class U>                                                                                \
    constexpr bool operator is(held<order_site<Id>, T> a, const std::optional<U>& b) {                                 \
        int n = at_work<Id, 2>();                                                                                      \
        return n == 0 ? a.value is b : n == 1 ? a.value beside b : !(a.value is b);                                    \
    }
BAOXUE_ORDER(<, <=)
BAOXUE_ORDER(<=, <)
BAOXUE_ORDER(>, >=)
BAOXUE_ORDER(>=, >)
#undef BAOXUE_ORDER

// == !=: the contrary.
template <int Id>
struct same_site {};
template <int Id>
inline constexpr same_site<Id> same{};

#define BAOXUE_SAME(is)                                                                                                \
    template <int Id, class T>                                                                                         \
    constexpr held<same_site<Id>, T> operator is(const T& a, same_site<Id>) {                                          \
        return {a};                                                                                                    \
    }                                                                                                                  \
    template <int Id, class T, class U>                                                                                \
    constexpr bool operator is(held<same_site<Id>, T> a, const U& b) {                                                 \
        return at_work<Id, 1>() ? !(a.value is b) : a.value is b;                                                      \
    }                                                                                                                  \
    template <int Id, class T, class U>                                                                                \
    constexpr bool operator is(held<same_site<Id>, T> a, const std::optional<U>& b) {                                  \
        return at_work<Id, 1>() ? !(a.value is b) : a.value is b;                                                      \
    }
BAOXUE_SAME(==)
BAOXUE_SAME(!=)
#undef BAOXUE_SAME

// + -: the other one, where that has a meaning.
template <int Id>
struct sum_site {};
template <int Id>
inline constexpr sum_site<Id> sum{};

#define BAOXUE_SUM(is, other, adds, other_adds)                                                                        \
    template <int Id, class T>                                                                                         \
    constexpr held<sum_site<Id>, T> operator is(const T& a, sum_site<Id>) {                                            \
        return {a};                                                                                                    \
    }                                                                                                                  \
    template <int Id, class T, class U>                                                                                \
        requires requires(const T& a, const U& b) {                                                                    \
            { a other b } -> std::convertible_to<decltype(a is b)>;                                                    \
        }                                                                                                              \
    constexpr auto operator is(held<sum_site<Id>, T> a, const U& b)->decltype(a.value is b) {                          \
        if (at_work<Id, 1>())                                                                                          \
            return a.value other b;                                                                                    \
        return a.value is b;                                                                                           \
    }                                                                                                                  \
    template <int Id, class U>                                                                                         \
    constexpr held<sum_site<Id>, U> operator adds(sum_site<Id>, const U& b) {                                          \
        return {b};                                                                                                    \
    }                                                                                                                  \
    template <int Id, class T, class U>                                                                                \
        requires requires(T& a, const U& b) { a other_adds b; }                                                        \
    constexpr T& operator adds(T& a, held<sum_site<Id>, U> b) {                                                        \
        if (at_work<Id, 1>())                                                                                          \
            return a other_adds b.value;                                                                               \
        return a adds b.value;                                                                                         \
    }
BAOXUE_SUM(+, -, +=, -=)
BAOXUE_SUM(-, +, -=, +=)
#undef BAOXUE_SUM

// && and ||: without one of the operands. `a && b` becomes `a | yes<7> && yes<8> | b`: | binds closer than &&, and less
// than all that an operand is made of. Of what is left out the value is not used.
template <int Id>
struct yes_site {};
template <int Id>
inline constexpr yes_site<Id> yes{};
template <int Id, class T>
constexpr bool operator|(yes_site<Id>, const T& b) {
    return at_work<Id, 1>() || static_cast<bool>(b);
}
template <int Id, class T>
constexpr bool operator|(const T& a, yes_site<Id>) {
    return at_work<Id, 1>() || static_cast<bool>(a);
}

template <int Id>
struct never_site {};
template <int Id>
inline constexpr never_site<Id> never{};
template <int Id, class T>
constexpr bool operator&(never_site<Id>, const T& b) {
    return !at_work<Id, 1>() && static_cast<bool>(b);
}
template <int Id, class T>
constexpr bool operator&(const T& a, never_site<Id>) {
    return !at_work<Id, 1>() && static_cast<bool>(a);
}

/// `!x` as a cast, `(negated<7>)x`, which binds as closely: or without the !.
template <int Id>
struct negated {
    bool value;
    template <class T>
    constexpr explicit negated(const T& x) : value(static_cast<bool>(x) == (at_work<Id, 1>() != 0)) {}
    constexpr operator bool() const { return value; }
};

/// A number, or one more, or one less.
template <int Id, std::integral T>
constexpr T number(T n) {
    int k = at_work<Id, 2>();
    return k == 0 ? n : k == 1 ? static_cast<T>(n + 1) : static_cast<T>(n - 1);
}

template <int Id, class T>
constexpr const T& min(const T& a, const T& b) {
    return (b < a) != (at_work<Id, 1>() != 0) ? b : a;
}
template <int Id, class T>
constexpr const T& max(const T& a, const T& b) {
    return (a < b) != (at_work<Id, 1>() != 0) ? b : a;
}
template <int Id, class T>
constexpr T min(std::initializer_list<T> of) {
    T out = *of.begin();
    for (const T& each : of)
        out = baoxue_mutants::min<Id>(out, each);
    return out;
}
template <int Id, class T>
constexpr T max(std::initializer_list<T> of) {
    T out = *of.begin();
    for (const T& each : of)
        out = baoxue_mutants::max<Id>(out, each);
    return out;
}

}  // namespace baoxue_mutants
