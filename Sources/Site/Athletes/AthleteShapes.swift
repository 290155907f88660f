import Storage
import Stories
import Values
import Web

// The shapes of athletes and results that several templates share.

extension PageReading {
    /// Cards of athletes, each with country, sport and best medal.
    func athleteCards(_ athletes: [Athlete]) throws -> [Fields] {
        let sports = try Sport.find(Set(athletes.map(\.sport)), in: place.language, through: gate, in: tx)
        return athletes.map { athlete in
            uses(.athletes)
            return athleteCard(athlete, sports[athlete.sport])
        }
    }

    private func athleteCard(_ athlete: Athlete, _ sport: Sport?) -> Fields {
        [
            "name": athlete.name, "url": "\(base)/athletes/\(athlete.slug)", "lang": otherLanguage(athlete.language),
            "code": athlete.country, "country": Committee.name(athlete.country, in: place.language), "sport": sport?.name,
            "medals": medals(athlete.standing), "bend": bend(athlete.slug), "bio": athlete.bio.orNil,
        ]
    }

    /// How many medals of each kind a standing says, with their letters.
    func medals(_ standing: Int64) -> [Fields] {
        Medal.allCases.map { ($0, Medal.count(of: $0, in: standing)) }.filter { $0.1 > 0 }.map { medal, count in
            medalFields(medal).merging(["count": count > 1 ? "\(count)" : nil])
        }
    }

    /// A medal by class, letter and word.
    func medalFields(_ medal: Medal) -> Fields {
        ["kind": medal.rawValue, "letter": words("\(medal.rawValue)Letter"), "word": words("\(medal.rawValue)Medal")]
    }

    /// A result with a medal in the words of the page, such as `gold · Women's 800 m · London 2012`; nil for one without.
    func award(_ result: AthleteResult) -> String? {
        result.medal.map { "\(words("\($0.rawValue)Medal")) · \(result.event) · \(result.games)" }
    }

    /// One of five ways in which the lanes of an athlete's plate bend: always the same for the same athlete.
    private func bend(_ slug: Slug) -> Fields {
        let sum = slug.text.utf8.reduce(UInt64(7)) { ($0 &* 31 &+ UInt64($1)) % 1_000_003 }
        let paths = [
            ["M0 34H60a46 46 0 0 1 46 46v80", "M0 46H60a34 34 0 0 1 34 34v80", "M0 58H60a22 22 0 0 1 22 22v80"],
            ["M0 130H90a30 30 0 0 0 30-30V0", "M0 142H90a42 42 0 0 0 42-42V0", "M0 118H90a18 18 0 0 0 18-18V0"],
            ["M20 0v60a40 40 0 0 0 40 40h100", "M32 0v60a28 28 0 0 0 28 28h100", "M8 0v60a52 52 0 0 0 52 52h100"],
            ["M0 20c60 0 60 60 160 60", "M0 34c60 0 60 60 160 60", "M0 48c60 0 60 60 160 60"],
            ["M160 30H100a44 44 0 0 0 0 88h60", "M160 44H100a30 30 0 0 0 0 60h60", "M160 16H100a58 58 0 0 0 0 116h60"],
        ]
        let chosen = paths[Int(sum % UInt64(paths.count))]
        return ["first": chosen[0], "second": chosen[1], "third": chosen[2]]
    }

    /// Results as rows of a board.
    func resultRows(_ results: [AthleteResult]) -> [Fields] {
        results.map { result in
            [
                "games": result.games, "event": result.event, "rank": result.rank.orNil, "mark": result.mark.orNil,
                "medal": result.medal.map(medalFields),
            ]
        }
    }
}
