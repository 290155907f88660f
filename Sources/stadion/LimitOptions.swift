import ArgumentParser
import Configuration
import Values
import Web

/// How often one client may ask, as flags.
struct LimitOptions: ParsableArguments {
    @Option(help: """
        Requests a minute to the API without a key from one network; 0 for no limit. [limits.guest, STADION_LIMITS_GUEST; \
        default: 240]
        """)
    var limitGuest: String?

    @Option(help: "Requests a minute to the API with one key; 0 for no limit. [limits.key, STADION_LIMITS_KEY; default: 1200]")
    var limitKey: String?

    @Option(help: """
        Checkouts and sign-ins a minute from one network; 0 for no limit. [limits.form, STADION_LIMITS_FORM; default: 60]
        """)
    var limitForm: String?

    /// What was given, by the key of its setting.
    var flags: [(AbsoluteConfigKey, String?)] {
        [(["limits", "guest"], limitGuest), (["limits", "key"], limitKey), (["limits", "form"], limitForm)]
    }

    /// What the settings come to.
    static func limits(_ reader: ConfigReader) throws -> RateLimits {
        func number(_ name: String) throws -> Int? {
            guard let text = reader.string(forKey: ConfigKey(["limits", name])) else { return nil }
            guard let number = Int(text), (0...1_000_000).contains(number) else {
                throw InvalidField("limits.\(name)", "'\(text)' is no limit; use a number of requests a minute, or 0 for none.")
            }
            return number
        }
        var limits = RateLimits()
        limits.set(guest: try number("guest"), key: try number("key"), form: try number("form"))
        return limits
    }
}
