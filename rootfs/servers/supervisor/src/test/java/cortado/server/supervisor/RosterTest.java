package cortado.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import cortado.environ.settings.BootSettings;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.spec.Role;
import cortado.server.supervisor.Archive.ArchiveException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final ProcessSpec SHELL =
            SystemFixture.spec(Role.APP, "shell", List.of(), List.of("system", "serial"));

    @Test
    void theSystemsParametersReplaceTheSpecs() throws ArchiveException {
        Roster roster = new SystemFixture()
                .running(SHELL, Map.of("color", "red", "columns", "132"))
                .roster();
        assertEquals(
                Map.of("color", "red", "columns", "132"),
                roster.unit("shell").spec().env());
    }

    @Test
    void theMachinesSettingsReplaceBoth() throws ArchiveException {
        Bundle bundle =
                new SystemFixture().running(SHELL, Map.of("columns", "132")).bundle();
        List<String> words = new ArrayList<>();
        BootSettings settings = BootSettings.parse(
                "cortado.hostname=den cortado.set.shell.columns=40 cortado.env.color=red cortado.set.sell.x=1", words);
        Roster roster = new Roster(bundle.with(settings), List.of());
        assertEquals(List.of(), words);
        assertEquals(
                Map.of("hostname", "den", "color", "red", "columns", "40"),
                roster.unit("shell").spec().env());
        assertEquals(
                List.of("the boot arguments set parameters of 'sell', but the bundle has no such process; did you mean"
                        + " 'shell'?"),
                bundle.with(settings).complaints());
    }

    @Test
    void whatIsMissingIsSaid() throws ArchiveException {
        Roster roster =
                new SystemFixture().running(SHELL).runningWithoutSpec("clock").roster();
        assertEquals(
                List.of(
                        "the system runs 'clock', but the bundle has no spec of that name",
                        "shell uses 'serial', but no process provides 'serial'"),
                roster.complaints());
    }

    @Test
    void aProgramCountsWithAllThatRanIt() throws ArchiveException {
        ProcessSpec bomb = SystemFixture.spec(Role.APP, "bomb", List.of(), List.of());
        Roster roster = new SystemFixture().with(bomb).running(SHELL).roster();
        Unit root = ran(roster, bomb, roster.unit("shell"));
        Unit child = ran(roster, bomb, root);
        for (int i = 2; i < 16; i++) {
            ran(roster, bomb, i % 2 == 0 ? root : child);
        }
        String full = "shell and its programs have 16 running, and 'programs' allows 16";
        assertEquals(full, roster.refusal(root));
        assertEquals(full, roster.refusal(roster.unit("shell")));
        roster.remove(root);
        ran(roster, bomb, child);
        assertEquals(full, roster.refusal(child), "they count although the first of them is no more");
    }

    @Test
    void programsCountInTheNextLifeOfTheSupervisorToo() throws ArchiveException {
        ProcessSpec bomb = SystemFixture.spec(Role.APP, "bomb", List.of(), List.of());
        SystemFixture system = new SystemFixture().with(bomb).running(SHELL);
        Bundle bundle = system.bundle();
        Roster before = new Roster(bundle, List.of());
        Unit root = ran(before, bomb, before.unit("shell"));
        for (int i = 1; i < 17; i++) {
            ran(before, bomb, root);
            if (i == 1) {
                before.remove(root);
            }
        }
        Roster after = new Roster(bundle, List.of());
        for (Unit unit : before.units()) {
            if (!unit.lineage.isEmpty()) {
                after.restore(unit.name(), bomb, unit.serial(), unit.lineage);
            }
        }
        assertEquals(
                "shell and its programs have 16 running, and 'programs' allows 16", after.refusal(after.unit("shell")));
        after.remove(after.unit("bomb.2"));
        Unit next = ran(after, bomb, after.unit("shell"));
        assertEquals(root.serial() + 17, next.serial(), "a number is never given again");
        after.remove(next);
        Unit orphan = after.unit("bomb.3");
        after.remove(after.unit("bomb.4"));
        ran(after, bomb, orphan);
    }

    private static Unit ran(Roster roster, ProcessSpec spec, Unit runner) {
        assertNull(roster.refusal(runner));
        Unit unit = roster.add(spec, List.of());
        unit.lineage = Roster.lineage(runner);
        return unit;
    }

    @Test
    void programsNestOnlySoDeep() throws ArchiveException {
        ProcessSpec chain = SystemFixture.spec(Role.APP, "chain", List.of(), List.of());
        Roster roster = new SystemFixture().with(chain).running(SHELL).roster();
        Unit at = roster.unit("shell");
        for (int i = 0; i < 16; i++) {
            Unit next = ran(roster, chain, at);
            roster.remove(at); // each ends as soon as it has run the next
            at = next;
        }
        assertEquals("chain.2 is a program of a program, 16 deep: no deeper", roster.refusal(at));
    }

    @Test
    void programsThatRunTwiceGetNumbers() throws ArchiveException {
        ProcessSpec bench = SystemFixture.spec(Role.APP, "bench", List.of(), List.of());
        ProcessSpec server = SystemFixture.spec(Role.SERVER, "files", List.of(), List.of());
        Roster roster =
                new SystemFixture().with(bench).with(server).running(SHELL).roster();
        assertEquals(List.of("bench", "shell"), roster.programs());
        assertNull(roster.program("files"), "a server is not a program");
        Unit first = roster.add(roster.program("bench"), List.of("a"));
        Unit second = roster.add(roster.program("bench"), List.of("b"));
        assertEquals("bench", first.name());
        assertEquals("bench.2", second.name());
        roster.remove(first);
        assertEquals("bench", roster.add(bench, List.of()).name());
    }

    @Test
    void linesOfTheLogFindTheirAuthor() throws ArchiveException {
        Roster roster = new SystemFixture().running(SHELL).roster();
        for (int id = 2; id < 2_000; id++) {
            roster.started(id, "shell");
        }
        assertEquals("kernel", roster.nameOf(0));
        assertEquals("shell", roster.nameOf(1_999));
        assertEquals("process 2", roster.nameOf(2), "too long ago");
    }

    @Test
    void aBrokenSpecIsLeftOut() throws ArchiveException {
        byte[] archive = new CpioText()
                .add("spec/broken", "CSPX")
                .add(
                        "system",
                        cortado.environ.spec.SpecWriter.compile(
                                new cortado.environ.spec.SystemSpec("test", List.of(), List.of())))
                .end();
        Bundle bundle = Bundle.read(Archive.open(new RamOfBytes(archive)));
        assertEquals(
                List.of("the bundle's spec/broken is not a compiled spec: it does not start with CSPC"),
                bundle.complaints());
    }

    @Test
    void theMembersOfAGroupAreCompanions() throws ArchiveException {
        ProcessSpec store = SystemFixture.spec(Role.SERVER, "store", List.of(), List.of());
        ProcessSpec cache = SystemFixture.spec(Role.SERVER, "cache", List.of(), List.of());
        Roster roster = new SystemFixture()
                .running(SHELL)
                .running(store)
                .running(cache)
                .together("storage", "store", "cache")
                .together("all", "shell", "cache")
                .roster();
        assertEquals(List.of(roster.unit("cache")), roster.companions(roster.unit("store")));
        assertEquals(List.of(roster.unit("store"), roster.unit("shell")), roster.companions(roster.unit("cache")));
        Unit program = roster.add(SHELL, List.of());
        program.runner = new Unit.Runner(Mailbox.gone("someone"), 1, false);
        assertEquals(List.of(), roster.companions(program), "what someone runs is in no group");
    }
}
