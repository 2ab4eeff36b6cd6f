package cortado.aot.target;

import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/** On the board: stack traces. A throwable keeps the numbers of its call sites until somebody asks for names. */
final class Traces {
    private static final int FIRST = 20;
    private static final int LAST = 10;
    private static final int MOST_CAUSES = 10;

    private Traces() {}

    @Import(name = "cortado_trace_depth")
    @Unmanaged
    static native int depth();

    @Import(name = "cortado_trace_fill")
    @Unmanaged
    static native void fill(int[] sites, int depth);

    @Import(name = "cortado_site_places")
    @Unmanaged
    static native int places(int site);

    @Import(name = "cortado_site_text")
    static native Object text(int site, int place, int part);

    @Import(name = "cortado_site_line")
    @Unmanaged
    static native int line(int site, int place);

    @Import(name = "cortado_site_hidden")
    @Unmanaged
    static native boolean isHidden(int site, int place);

    /** The sites that a throwable keeps; the compiler makes the body. */
    static native int[] sites(Throwable thrown);

    /**
     * The elements that a throwable was given or has made of its sites; null if neither. The compiler makes the body.
     */
    static native StackTraceElement[] elements(Throwable thrown);

    /**
     * The call sites of the frames, innermost first. Where a stack overflow has more than fit, a negative number of all
     * there were follows, and then the outermost ones.
     */
    static int[] capture() {
        int[] sites = new int[depth()];
        fill(sites, sites.length);
        return sites;
    }

    /** Gives the innermost sites names, leaving out the frames in which the throwable itself was made. */
    static StackTraceElement[] resolve(int[] sites) {
        int[] frames = frames(sites, false);
        StackTraceElement[] trace = new StackTraceElement[frames.length / 2];
        for (int i = 0; i < trace.length; i++) {
            trace[i] = element(frames[2 * i], frames[2 * i + 1]);
        }
        return trace;
    }

    private static StackTraceElement element(int site, int place) {
        String owner = (String) text(site, place, 0);
        String method = (String) text(site, place, 1);
        return new StackTraceElement(owner, method, (String) text(site, place, 2), line(site, place));
    }

    /** Site and place of each frame that is shown: one call site stands for several methods built into each other. */
    private static int[] frames(int[] sites, boolean outermost) {
        int most = 0;
        for (int site : sites) {
            most += site < 0 ? 0 : places(site);
        }
        int[] frames = new int[2 * most];
        int used = 0;
        for (int site : sites) {
            if (site < 0 && !outermost) {
                break;
            }
            for (int place = 0; site >= 0 && place < places(site); place++) {
                boolean making = used == 0 && isMaking((String) text(site, place, 0), (String) text(site, place, 1));
                if (!making && !isHidden(site, place)) {
                    frames[used++] = site;
                    frames[used++] = place;
                }
            }
        }
        int[] shown = new int[used];
        for (int i = 0; i < used; i++) {
            shown[i] = frames[i];
        }
        return shown;
    }

    private static boolean isMaking(String owner, String method) {
        return method.equals("fillInStackTrace")
                || method.equals("<init>")
                || owner.equals("cortado.aot.target.Throw")
                || owner.equals("cortado.aot.target.Traces");
    }

    @Export(name = "cortado_report_uncaught")
    static void reportUncaught(Throwable uncaught) {
        System.err.print("Exception in thread \"main\" ");
        print("", uncaught);
        Throwable cause = uncaught.getCause();
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            System.err.print("Caused by: ");
            print("", cause);
            cause = cause.getCause();
        }
    }

    private static void print(String indent, Throwable thrown) {
        System.err.println(thrown);
        int[] sites = sites(thrown);
        StackTraceElement[] elements = elements(thrown);
        if (elements != null) {
            for (int i = 0; i < elements.length; i = next(i, elements.length, 0, indent)) {
                System.err.println(indent + "\tat " + elements[i]);
            }
        } else if (sites != null) {
            int[] frames = frames(sites, true);
            int count = frames.length / 2;
            for (int i = 0; i < count; i = next(i, count, missing(sites), indent)) {
                System.err.println(indent + "\tat " + element(frames[2 * i], frames[2 * i + 1]));
            }
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            System.err.print(indent + "\tSuppressed: ");
            print(indent + "\t", suppressed);
        }
    }

    /** How many frames the throwable has no site of. */
    private static int missing(int[] sites) {
        for (int site : sites) {
            if (site < 0) {
                return -site - sites.length + 1;
            }
        }
        return 0;
    }

    /** The frame to print after one: of a long trace only both ends are. */
    private static int next(int printed, int count, int missing, String indent) {
        int left = count - FIRST - LAST;
        if (printed + 1 != FIRST || left + missing <= 1) {
            return printed + 1;
        }
        System.err.println(indent + "\t... " + (left + missing) + " more");
        return FIRST + Math.max(left, 0);
    }
}
