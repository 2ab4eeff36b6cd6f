package cortado.server.supervisor;

import cortado.environ.bind.Binding;
import cortado.environ.bind.Wiring;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.spec.Role;
import cortado.environ.spec.SystemSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who belongs to the system, and who provides what in it. */
final class Roster {
    /** The supervisor's own name. */
    static final String SUPERVISOR = "supervisor";
    /** Names of dead processes that are kept for the log. */
    private static final int REMEMBERED = 512;
    /** How deep programs that run programs may nest. */
    static final int NESTED_MOST = 16;

    private final Bundle bundle;
    private final List<Unit> units = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Wiring wiring;
    /** The kernel's process ids, and whose they are or were. */
    private final Map<Integer, String> names = new LinkedHashMap<>();
    /** The next process's number. Those of the system have the same ones in each life of the supervisor. */
    private int nextSerial = 1;

    /** A process for each bound device, then the servers and apps that the system runs. */
    Roster(Bundle bundle, List<Binding> bindings) {
        this.bundle = bundle;
        for (Binding binding : bindings) {
            if (binding instanceof Binding.Bound bound) {
                units.add(new Unit(nextSerial++, bound.process(), bound.driver(), bound, List.of()));
            }
        }
        for (SystemSpec.Entry entry : bundle.system().run()) {
            ProcessSpec spec = bundle.spec(entry.name());
            if (entry.name().equals(SUPERVISOR)) {
                continue; // it runs already
            }
            if (spec == null) {
                complaints.add("the system runs '" + entry.name() + "', but the bundle has no spec of that name");
            } else {
                units.add(new Unit(nextSerial++, spec.name(), spec.withEnv(entry.env()), null, List.of()));
            }
        }
        List<Wiring.Member> members = new ArrayList<>();
        for (Unit unit : units) {
            members.add(new Wiring.Member(unit.name(), unit.spec()));
        }
        wiring = new Wiring(members);
        for (Wiring.Missing missing : wiring.missing()) {
            if (!missing.service().equals(SystemService.NAME)) {
                complaints.add(missing.member().name() + " uses '" + missing.service() + "', but " + missing.text());
            }
        }
    }

    /** The drivers that the system admits, in order of preference, with the parameters that it gives them. */
    static List<ProcessSpec> drivers(Bundle bundle) {
        List<ProcessSpec> drivers = new ArrayList<>();
        for (SystemSpec.Entry entry : bundle.system().drivers()) {
            ProcessSpec spec = bundle.spec(entry.name());
            if (spec != null && spec.role() == Role.DRIVER) {
                drivers.add(spec.withEnv(entry.env()));
            }
        }
        return drivers;
    }

    /** All processes but the supervisor, in the order of their start. */
    List<Unit> units() {
        return units;
    }

    /** What the system asks for and does not get. */
    List<String> complaints() {
        return complaints;
    }

    /** The unit of that name, or null. */
    Unit unit(String name) {
        for (Unit unit : units) {
            if (unit.name().equals(name)) {
                return unit;
            }
        }
        return null;
    }

    /** All names. */
    List<String> names() {
        List<String> all = new ArrayList<>();
        all.add(SUPERVISOR);
        for (Unit unit : units) {
            all.add(unit.name());
        }
        return all;
    }

    /** Who provides a service, or null. */
    Unit provider(String service) {
        String name = wiring.provider(service);
        return name == null ? null : unit(name);
    }

    /** The services that there are. */
    List<String> services() {
        return new ArrayList<>(wiring.providers().keySet());
    }

    /** Adds a program that someone runs, under its own name or, if that is taken, with a number. */
    Unit add(ProcessSpec spec, List<String> arguments) {
        String name = spec.name();
        for (int number = 2; unit(name) != null; number++) {
            name = spec.name() + "." + number;
        }
        return add(name, spec, arguments);
    }

    /** Adds a program that someone runs, under a name that is free. */
    private Unit add(String name, ProcessSpec spec, List<String> arguments) {
        Unit unit = new Unit(nextSerial++, name, spec, null, arguments);
        units.add(unit);
        return unit;
    }

    /** Adds a program of the supervisor's last life, with the number and the lineage that it had there. */
    Unit restore(String name, ProcessSpec spec, int serial, List<Unit.Ancestor> lineage) {
        Unit unit = new Unit(serial, name, spec, null, List.of());
        unit.lineage = lineage;
        units.add(unit);
        nextSerial = Math.max(nextSerial, serial + 1);
        for (Unit.Ancestor each : lineage) {
            nextSerial = Math.max(nextSerial, each.serial() + 1);
        }
        return unit;
    }

    /** Why a process may run no more programs, or null: it counts with all those that ran it. */
    String refusal(Unit runner) {
        List<Unit.Ancestor> all = lineage(runner);
        if (all.size() > NESTED_MOST) {
            return runner.name() + " is a program of a program, " + NESTED_MOST + " deep: no deeper";
        }
        for (Unit.Ancestor each : all) {
            long running =
                    units.stream().filter(unit -> unit.lineage.contains(each)).count();
            if (running >= each.programs()) {
                return name(each) + " and its programs have " + running + " running, and 'programs' allows "
                        + each.programs();
            }
        }
        return null;
    }

    private String name(Unit.Ancestor ancestor) {
        for (Unit unit : units) {
            if (unit.serial() == ancestor.serial()) {
                return unit.name();
            }
        }
        return "a program that has ended";
    }

    /** A process and those that ran it. */
    static List<Unit.Ancestor> lineage(Unit runner) {
        List<Unit.Ancestor> all = new ArrayList<>(runner.lineage);
        all.add(runner.asAncestor());
        return all;
    }

    /** Forgets a program that someone ran. */
    void remove(Unit unit) {
        units.remove(unit);
    }

    /** The programs that can be run: apps of the bundle. */
    List<String> programs() {
        List<String> programs = new ArrayList<>();
        for (ProcessSpec spec : bundle.specs().values()) {
            if (spec.role() == Role.APP) {
                programs.add(spec.name());
            }
        }
        return programs;
    }

    /** The spec of a program that can be run, or null. */
    ProcessSpec program(String name) {
        ProcessSpec spec = bundle.spec(name);
        return spec != null && spec.role() == Role.APP ? spec : null;
    }

    /** The other processes that start again when this one fails. */
    List<Unit> companions(Unit unit) {
        List<Unit> companions = new ArrayList<>();
        for (SystemSpec.Group group : bundle.system().groups()) {
            if (unit.runner == null && group.members().contains(unit.spec().name())) {
                for (Unit other : units) {
                    boolean member = other.runner == null
                            && group.members().contains(other.spec().name());
                    if (member && other != unit && !companions.contains(other)) {
                        companions.add(other);
                    }
                }
            }
        }
        return companions;
    }

    /** Notes whose process has that id. */
    void started(int id, String name) {
        names.put(id, name);
        if (names.size() > REMEMBERED) {
            names.remove(names.keySet().iterator().next());
        }
    }

    /** Who wrote a line of the log. */
    String nameOf(int process) {
        String name = names.get(process);
        return process == 0 ? "kernel" : name != null ? name : "process " + process;
    }
}
