package import Foundation
package import Partners
package import Storage

/// How one process of the hub is configured.
package struct HubSettings: Sendable {
    /// The folder of the SQLite files and, in the demo, of the mails.
    package var dataFolder: URL
    /// A `postgres://` address; nil keeps everything in the folder.
    package var databaseURL: String?
    /// The hub's name, in titles and mails.
    package var name: String
    /// The address under which fans reach it, without a slash at the end.
    package var publicURL: String
    /// Who sends mails, as `name <address>`.
    package var mailSender: String
    /// An SMTP server; nil puts mails into the folder `mail` below the data folder.
    package var mailServer: Mailer.Server?

    /// Settings with defaults for everything but the folder.
    package init(dataFolder: URL) {
        self.dataFolder = dataFolder
        name = Self.defaultName
        publicURL = "http://localhost:8080"
        mailSender = "Stadion <hub@localhost>"
    }

    /// The name of a hub that nobody has named.
    package static let defaultName = "Stadion"

    /// Where the database is.
    package var location: Database.Location {
        databaseURL.map(Database.Location.server) ?? .file(dataFolder.appendingPathComponent(Self.hubFile).path)
    }

    /// Where the audience's database is: the same server, or a file of its own.
    package var audienceLocation: Database.Location {
        databaseURL.map(Database.Location.server) ?? .file(dataFolder.appendingPathComponent(Self.audienceFile).path)
    }

    /// File name of the hub's database.
    package static let hubFile = "hub.sqlite"
    /// File name of the audience's database.
    package static let audienceFile = "audience.sqlite"

    var mailer: Mailer {
        mailServer.map(Mailer.server) ?? .folder(dataFolder.appendingPathComponent("mail"))
    }
}
