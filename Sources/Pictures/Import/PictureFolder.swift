import Exchange
import Foundation
import Values

/// The files of a folder and the folders in it, in the order of their paths. Hidden ones are passed over.
struct PictureFolder {
    /// Files of one import.
    static let filesLimit = 100_000
    /// Folders within folders.
    static let depthLimit = 16

    let root: String
    /// Paths below the root.
    let paths: [String]

    /// Lists a folder; refuses what is no folder, and more than the limits allow.
    init(_ root: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder), isFolder.boolValue else {
            throw UnreadableInput(.missing, "\(root) is no folder. Give the path of a folder with pictures.")
        }
        self.root = root
        var paths: [String] = []
        try Self.collect("", in: root, depth: 0, &paths)
        self.paths = paths
    }

    /// The bytes of a file; refuses one that leads out of the folder, is no plain file, or is too large for a picture.
    func bytes(of path: String) throws -> Data {
        let place = try SafePath(path).resolved(in: root)
        let facts = try? FileManager.default.attributesOfItem(atPath: place)
        guard facts?[.type] as? FileAttributeType == .typeRegular else {
            throw InvalidField("file", "This is no plain file; put a copy of the picture here.")
        }
        guard let size = facts?[.size] as? Int, size <= PictureFile.sizeLimit else {
            throw InvalidField("file", "A picture may have \(PictureFile.sizeLimit >> 20) MB at most; make it smaller.")
        }
        do {
            return try Data(contentsOf: URL(fileURLWithPath: place))
        } catch {
            throw InvalidField("file", "The file cannot be read: \(error.localizedDescription)")
        }
    }

    /// Links to folders are not followed: what they lead to may be anywhere, or the folder itself.
    private static func collect(_ folder: String, in root: String, depth: Int, _ paths: inout [String]) throws {
        guard depth <= depthLimit else {
            throw UnreadableInput(.tooLarge, "\(folder) is nested deeper than \(depthLimit) folders. Move its pictures up.")
        }
        let place = folder.isEmpty ? root : "\(root)/\(folder)"
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: place).filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw UnreadableInput(.missing, "The folder \(place) cannot be read: \(error.localizedDescription)")
        }
        for name in names {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            let type = try? FileManager.default.attributesOfItem(atPath: "\(root)/\(path)")[.type] as? FileAttributeType
            if type == .typeDirectory {
                try collect(path, in: root, depth: depth + 1, &paths)
            } else {
                paths.append(path)
            }
            guard paths.count <= filesLimit else {
                throw UnreadableInput(.tooLarge, "There are more than \(filesLimit) files. Import the folders one by one.")
            }
        }
    }
}
