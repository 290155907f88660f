import CVips
import Foundation
import Values

/// A text in a box of a card.
struct CardText {
    let markup: String
    let font: String
    let largest: Int
    let smallest: Int
    let x: Int
    let y: Int
    let width: Int
    let height: Int

    init(_ markup: String, font: String, largest: Int, smallest: Int, x: Int, y: Int, width: Int, height: Int) {
        self.markup = markup
        self.font = font
        self.largest = largest
        self.smallest = smallest
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }
}

/// The way to libvips for cards.
enum CardDrawing {
    private static let isReady = stadion_vips_start() == 0

    static func jpeg(
        _ drawing: String, picture: Data?, pictureX: Int, pictureWidth: Int, _ texts: [CardText]
    ) throws -> Data {
        guard isReady else { throw Fault(.outside, during: "drawing a card", cause: "libvips does not start") }
        var error = [CChar](repeating: 0, count: 500)
        var out: UnsafeMutableRawPointer?
        var length = 0
        let strings = texts.map { (strdup($0.markup), strdup($0.font)) }
        defer { for (markup, font) in strings { free(markup); free(font) } }
        let boxes = zip(texts, strings).map { text, string in
            StadionText(
                markup: string.0, font: string.1, largest: Int32(text.largest), smallest: Int32(text.smallest), x: Int32(text.x),
                y: Int32(text.y), width: Int32(text.width), height: Int32(text.height))
        }
        let code = Data(drawing.utf8).withUnsafeBytes { drawn in
            (picture ?? Data()).withUnsafeBytes { shown in
                stadion_vips_card(
                    drawn.baseAddress, drawn.count, picture == nil ? nil : shown.baseAddress, shown.count, Int32(pictureX),
                    Int32(pictureWidth), boxes, Int32(boxes.count), ".jpg[Q=86,optimize_coding]", &out, &length, &error,
                    error.count)
            }
        }
        guard code == 0, let out else {
            let cause = String(decoding: error.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
            throw Fault(.outside, during: "drawing a card", cause: cause)
        }
        defer { stadion_vips_free(out) }
        return Data(bytes: out, count: length)
    }
}
