import Values

/// Why staff says no.
package enum StaffRefusal: Refusal {
    /// Address and password do not belong together; whether the address is known stays open.
    case wrongPassword
    /// The code of the second step is wrong or was used.
    case wrongCode
    /// Too many tries: the next one counts after so many seconds.
    case tooSoon(seconds: Int64)
    /// The link was used, is too old or never existed.
    case deadLink
    /// The code from the terminal is wrong.
    case wrongSetupCode
    case badName(limit: Int)
    case badEmail
    case noRole
    case emailTaken
    case shortPassword(least: Int)
    case longPassword(most: Int)
    case plainPassword
    /// The present password, asked for again, is wrong.
    case notYourPassword
    /// Nobody could manage people any more.
    case lastAdministrator
    /// A person who has left, or has not come yet, cannot be asked this.
    case notActive
    /// The hub has people: the first start is over.
    case alreadySetUp

    package var code: String {
        switch self {
        case .wrongPassword: "wrong_password"
        case .wrongCode: "wrong_code"
        case .tooSoon: "too_soon"
        case .deadLink: "dead_link"
        case .wrongSetupCode: "wrong_setup_code"
        case .badName: "bad_name"
        case .badEmail: "bad_email"
        case .noRole: "no_role"
        case .emailTaken: "email_taken"
        case .shortPassword: "short_password"
        case .longPassword: "long_password"
        case .plainPassword: "plain_password"
        case .notYourPassword: "not_your_password"
        case .lastAdministrator: "last_administrator"
        case .notActive: "not_active"
        case .alreadySetUp: "already_set_up"
        }
    }

    package var status: Int {
        switch self {
        case .tooSoon: 429
        case .deadLink: 410
        case .emailTaken, .lastAdministrator, .notActive, .alreadySetUp: 409
        default: 422
        }
    }

    package var field: String? {
        switch self {
        case .wrongCode, .wrongSetupCode: "code"
        case .badName: "name"
        case .badEmail, .emailTaken: "email"
        case .noRole: "roles"
        case .shortPassword, .longPassword, .plainPassword: "password"
        case .notYourPassword: "present"
        default: nil
        }
    }

    package var reason: String {
        switch self {
        case .wrongPassword: "This address and password do not belong together. Check both and try again."
        case .wrongCode: "This code is wrong or was used. Wait for the next one and enter that."
        case .tooSoon(let seconds): "Too many tries. The next one counts in \(seconds) seconds."
        case .deadLink: "This link was used or is too old. Ask an administrator for a new one."
        case .wrongSetupCode: "This is not the code that the terminal shows. Copy it from there."
        case .badName(let limit): "Enter a name of at most \(limit) characters."
        case .badEmail: "Enter an e-mail address such as name@example.org."
        case .noRole: "Choose at least one role."
        case .emailTaken: "Somebody with this address is here already. Look for them in the list."
        case .shortPassword(let least): "Use at least \(least) characters; a few words are easy to remember."
        case .longPassword(let most): "Use at most \(most) characters."
        case .plainPassword: "This is easy to guess. Use a few words that do not belong together."
        case .notYourPassword: "This is not your present password."
        case .lastAdministrator: "Somebody has to manage people: make another person administrator first."
        case .notActive: "This person does not work here at the moment."
        case .alreadySetUp: "The hub is set up. Sign in."
        }
    }

    /// Numbers that a translation puts in.
    package var values: [String] {
        switch self {
        case .tooSoon(let seconds): ["\(seconds)"]
        case .badName(let limit), .longPassword(let limit), .shortPassword(let limit): ["\(limit)"]
        default: []
        }
    }
}
