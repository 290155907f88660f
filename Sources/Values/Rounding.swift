extension FixedWidthInteger {
    /// The quotient rounded towards minus infinity; `divisor` must be positive.
    package func flooredQuotient(by divisor: Self) -> Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

extension Int64 {
    /// `self × numerator ÷ denominator`, exact inside and rounded half up, away from zero, once at the end.
    package func scaled(by numerator: Int64, over denominator: Int64) -> Int64 {
        precondition(denominator > 0, "a rate has a positive denominator")
        let product = Int128(self) * Int128(numerator)
        let magnitude = product < 0 ? -product : product
        let rounded = (magnitude + Int128(denominator) / 2) / Int128(denominator)
        return Int64(product < 0 ? -rounded : rounded)
    }
}

/// Spreads a whole over parts so that the parts sum to it exactly.
package enum LargestRemainder {
    /// Splits `total` in proportion to `weights` (none negative); what is left after rounding down goes, one unit each, to the
    /// largest remainders, the earlier part first when they tie. All-zero weights give everything to the first part.
    package static func split(_ total: Int64, over weights: [Int64]) -> [Int64] {
        guard !weights.isEmpty else { return [] }
        let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
        guard sum > 0 else { return [total] + Array(repeating: 0, count: weights.count - 1) }
        let sign: Int64 = total < 0 ? -1 : 1
        let magnitude = Int128(total.magnitude)
        var parts = weights.map { Int64(magnitude * Int128($0) / sum) }
        let remainders = weights.map { magnitude * Int128($0) % sum }
        let left = Int(Int64(magnitude) - parts.reduce(0, +))
        let order = remainders.indices.sorted { (remainders[$0], $1) > (remainders[$1], $0) }
        for index in order.prefix(left) { parts[index] += 1 }
        return parts.map { $0 * sign }
    }
}

/// A whole number with leading zeros.
package func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return digits.count >= width ? digits : String(repeating: "0", count: width - digits.count) + digits
}
