// Links to Google sheets: an id and a worksheet's number, and nothing else of them.

import Engine
import Testing

@Suite struct SheetAddressTests {
    private static let id = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms"

    @Test(arguments: [
        ("https://docs.google.com/spreadsheets/d/\(id)/edit#gid=42", 42),
        ("https://docs.google.com/spreadsheets/d/\(id)/edit?gid=42#gid=42", 42),
        ("https://docs.google.com/spreadsheets/d/\(id)/edit?usp=sharing&gid=42", 42),
        ("HTTPS://DOCS.google.com/spreadsheets/u/1/d/\(id)/edit", nil),
        ("http://docs.google.com/spreadsheets/d/\(id)", nil),
        ("https://docs.google.com/spreadsheets/d/\(id)/edit#gid=x", nil),
    ])
    func aLinkNamesASheet(_ link: String, _ number: Int?) throws {
        let address = try #require(SheetAddress(link))
        #expect(address.id == Self.id)
        #expect(address.worksheetNumber == number)
    }

    @Test(arguments: [
        "", "x", id, "docs.google.com/spreadsheets/d/\(id)",
        "ftp://docs.google.com/spreadsheets/d/\(id)",
        "https://example.com/spreadsheets/d/\(id)",
        "https://docs.google.com.example.com/spreadsheets/d/\(id)",
        "https://docs.google.com@example.com/spreadsheets/d/\(id)",
        "https://docs.google.com:8080/spreadsheets/d/\(id)",
        "https://127.0.0.1/spreadsheets/d/\(id)", "https://docs.google.com/document/d/\(id)",
        "https://docs.google.com/spreadsheets/d/", "https://docs.google.com/spreadsheets/d/short",
        "https://docs.google.com/spreadsheets/d/e/2PACX-1vQabc_def/pubhtml",
        "https://docs.google.com/spreadsheets/d/../../../v4/other/edit",
        "https://docs.google.com/spreadsheets/d/\(id)%2F..%2Fx/edit",
        "https://docs.google.com/spreadsheets/d/\(id)\r\nX: 1/edit",
        "https:///spreadsheets/d/\(id)",
        "https://docs.google.com/spreadsheets/d/" + String(repeating: "a", count: 200),
    ])
    func whatIsNoLinkToASheetNamesNone(_ link: String) {
        #expect(SheetAddress(link) == nil)
    }
}
