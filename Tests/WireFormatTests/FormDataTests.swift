import Testing
import WireFormat

@Suite struct FormDataTests {
    private let type = "multipart/form-data; boundary=\"cut\""

    private func parsed(_ text: String) -> FormData? {
        FormData(Array(text.replacing("\n", with: "\r\n").utf8), contentType: type)
    }

    @Test func fieldsAndFilesAreTakenApart() throws {
        let form = try #require(
            parsed(
                """
                --cut
                Content-Disposition: form-data; name="file"; filename="a.csv"
                Content-Type: text/csv

                a,b
                1,--cu
                --cut
                Content-Disposition: form-data; name="class"

                Product
                --cut--

                """))
        #expect(form.parts.map(\.name) == ["file", "class"])
        #expect(form["file"]?.fileName == "a.csv")
        #expect(form["file"]?.text == "a,b\r\n1,--cu")
        #expect(form.field("class") == "Product")
        #expect(form.field("nothing") == nil)
    }

    @Test func whatDoesNotKeepToItsBoundaryIsNoForm() {
        #expect(parsed("") == nil)
        #expect(parsed("--cut\n") == nil)
        let head = "\nContent-Disposition: form-data; name=\"a\"\n\n"
        #expect(parsed("--other" + head + "x\n--other--") == nil)
        #expect(parsed("--cut" + head + "no end") == nil)
        #expect(FormData(Array("--cut--".utf8), contentType: "multipart/form-data") == nil)
    }

    @Test func bytesAreKeptAsTheyAre() throws {
        let head = "--cut\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n"
        let content = (0...255).map { UInt8($0) }
        let body = Array(head.utf8) + content + Array("\r\n--cut--".utf8)
        #expect(try #require(FormData(body, contentType: type))["f"]?.content == content)
    }
}
