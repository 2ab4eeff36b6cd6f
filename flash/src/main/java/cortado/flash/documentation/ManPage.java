package cortado.flash.documentation;

import cortado.flash.command.CommonOptions;
import cortado.flash.command.Exit;
import cortado.flash.command.Subcommand;
import cortado.flash.command.Version;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Option;

/** The manual page cortado(1), for {@code man -l}. */
public final class ManPage {
    private final StringBuilder text = new StringBuilder();

    private ManPage() {}

    /** The page's source. */
    public static String of(List<Subcommand> subcommands) {
        ManPage page = new ManPage();
        page.head(subcommands);
        subcommands.forEach(page::subcommand);
        page.tail();
        return page.text.toString();
    }

    private void head(List<Subcommand> subcommands) {
        line(".TH CORTADO 1 \"\" \"Cortado " + Version.NUMBER + "\" \"Cortado\"");
        line(".SH NAME");
        line("cortado \\- build, run, check and flash Cortado systems");
        line(".SH SYNOPSIS");
        for (Subcommand subcommand : subcommands) {
            line(".br");
            line("\\fBcortado " + escaped(subcommand.name()) + "\\fR [options] " + escaped(subcommand.arguments()));
        }
        line(".SH DESCRIPTION");
        line("Cortado is an operating system for single\\-board computers, written in Java. This command builds its");
        line("systems, boots them in QEMU, writes them to cards, and talks to the boards that run them.");
        line("Results go to standard output, everything else to standard error.");
        line(".SH OPTIONS");
        line("Every subcommand understands:");
        CommonOptions.all().forEach(this::option);
        line(".SH SUBCOMMANDS");
    }

    private void subcommand(Subcommand subcommand) {
        line(".SS \"cortado "
                + escaped(subcommand.name() + " " + subcommand.arguments()).strip() + "\"");
        line(escaped(sentence(subcommand.summary())));
        subcommand.options().getOptions().forEach(this::option);
        line(".PP");
        line(".nf");
        subcommand.details().strip().lines().forEach(line -> line(escaped(line)));
        line(".fi");
    }

    private static String sentence(String phrase) {
        return Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + ".";
    }

    private void option(Option option) {
        line(".TP");
        String argument = option.hasArg() ? " \\fI" + escaped(option.getArgName()) + "\\fR" : "";
        line("\\fB\\-\\-" + escaped(option.getLongOpt()) + "\\fR" + argument);
        line(escaped(option.getDescription()));
    }

    private void tail() {
        line(".SH EXIT STATUS");
        for (Exit.Meaning meaning : Exit.TABLE) {
            line(".TP");
            line("\\fB" + meaning.status() + "\\fR");
            line(escaped(meaning.meaning()));
        }
        line(".SH ENVIRONMENT");
        entry("JAVA_HOME", "the JDK to use, 25 or newer");
        entry("CORTADO_CACHE", "where downloads are kept (~/.cache/cortado)");
        entry("NO_COLOR", "if set, nothing is coloured");
        line(".SH FILES");
        entry("build/BOARD/", "products of a board: Image, bundle.cpio, BOARD.img and what belongs to it");
        entry("rig.yaml", "how a board on the bench is wired; see cortado rig");
    }

    private void entry(String name, String meaning) {
        line(".TP");
        line("\\fB" + escaped(name) + "\\fR");
        line(escaped(meaning));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** Backslashes and hyphens mean something to roff, and so do dots and quotes at the start of a line. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return ascii(safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe);
    }

    /** Every formatter reads ASCII as it is meant; other characters go by their numbers. */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints()
                .forEach(c ->
                        ascii.append(c < 128 ? Character.toString(c) : String.format(Locale.ROOT, "\\[u%04X]", c)));
        return ascii.toString();
    }
}
