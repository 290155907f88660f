import HTTPTypes
import Hummingbird
import Staff
import Values
import Web

/// A form of the desk: groups of fields and one button.
struct DeskForm: Sendable {
    /// Fields that belong together.
    struct Group: Sendable {
        var title: String?
        var note: String?
        var fields: [DeskField]
    }

    let title: String
    var section: String?
    var crumbs: [DeskPage.Crumb] = []
    /// One sentence above the fields.
    var lead: String?
    var groups: [Group]
    /// What the button says.
    let submit: String
    /// Whether the button is for something that cannot be taken back.
    var isGrave = false
    var isBare = false
    var template = "form"
    /// What the template shows beside the form.
    var extra: Fields = [:]
    private(set) var problems: [(field: String, label: String, text: String)] = []
    private(set) var status = HTTPResponse.Status.ok

    init(
        title: String, section: String? = nil, crumbs: [DeskPage.Crumb] = [], lead: String? = nil, groups: [Group],
        submit: String, isGrave: Bool = false, isBare: Bool = false, template: String = "form", extra: Fields = [:]
    ) {
        self.title = title
        self.section = section
        self.crumbs = crumbs
        self.lead = lead
        self.groups = groups
        self.submit = submit
        self.isGrave = isGrave
        self.isBare = isBare
        self.template = template
        self.extra = extra
    }

    /// The form with what was typed.
    func typed(_ form: Form) -> DeskForm {
        var typed = self
        for group in groups.indices {
            typed.groups[group].fields = groups[group].fields.map { $0.typed(form) }
        }
        return typed
    }

    /// The form with what is wrong, beside its field and in the summary.
    func refused(_ refusal: any Refusal, _ call: DeskCall) -> DeskForm {
        var form = self
        let text = call.refusalText(refusal)
        form.status = .init(code: refusal.status)
        var label = ""
        for group in groups.indices {
            for field in groups[group].fields.indices where groups[group].fields[field].name == refusal.field {
                form.groups[group].fields[field].error = text
                label = groups[group].fields[field].label
            }
        }
        form.problems.append((label.isEmpty ? "" : refusal.field ?? "", label, text))
        return form
    }

    func page(_ call: DeskCall) -> DeskPage {
        let rows: [Fields] = groups.map { group in
            let fields: [Fields] = group.fields.map(\.fields)
            return ["title": group.title, "note": group.note, "fields": fields]
        }
        let wrong: [Fields] = problems.map { problem in
            ["field": problem.field.orNil, "label": problem.label, "text": problem.text]
        }
        let own: Fields = [
            "lead": lead, "groups": rows, "submit": submit, "action": call.request.uri.string, "isGrave": isGrave.orNil,
            "problems": wrong, "hasProblems": (!wrong.isEmpty).orNil,
        ]
        return DeskPage(
            template: template, title: title, section: section, crumbs: crumbs, isBare: isBare, status: status,
            fields: own.merging(extra))
    }
}

extension DeskCall {
    /// What a refusal says in the person's language, or in English when nobody has translated it.
    func refusalText(_ refusal: any Refusal) -> String {
        words.optional("refusal_\(refusal.code)", refusal.values) ?? reasons.said(refusal.reason, words)
    }
}
