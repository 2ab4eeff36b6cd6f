package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

/** Text blocks: indentation, escapes, line joining. */
final class TextBlocks {
    static void main() {
        String plain = """
            first
              indented
            last
            """;
        String noEnd = """
            "quoted" and \"""triple\"""
            back\\slash \
            joined\tend""";
        String trailing = """
            keep\s\s
            strip
            \u0041 done""";
        for (String block : new String[] {plain, noEnd, trailing, """
            """, """
            x"""}) {
            say(block.length(), block.replace("\n", "|"), block.lines().count());
        }
        System.out.print(plain);
        System.out.println(noEnd);
    }
}
