/// How much HTML one text may hold; more is refused, never cut.
package enum HTMLLimit {
    /// Bytes of a text: more than any article, pictures inside it excepted, which are refused anyway.
    package static let bytes = 2_000_000
    /// Elements within elements; libxml2 itself stops at 256, and editors nest about 20 deep.
    package static let depth = 200
}
