package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

/** Static choice by parameter types, dynamic choice by receiver. */
@SuppressWarnings("overloads")
final class Overloading {
    private static class Animal {
        String name = "animal";

        String speak() {
            return "...";
        }

        String meet(Animal other) {
            return "animal meets animal";
        }

        static String kind() {
            return "static animal";
        }

        String me() {
            return name + " " + speak() + " " + kind();
        }
    }

    private static class Cat extends Animal {
        String name = "cat";

        @Override
        String speak() {
            return "meow";
        }

        String meet(Cat other) {
            return "cat meets cat";
        }

        @Override
        String meet(Animal other) {
            return "cat meets animal";
        }

        static String kind() {
            return "static cat";
        }

        String parent() {
            return super.speak() + super.name + ((Animal) this).name + this.name;
        }
    }

    private static String take(Object o) {
        return "Object";
    }

    private static String take(String s) {
        return "String";
    }

    private static String take(int i) {
        return "int";
    }

    private static String take(double d) {
        return "double";
    }

    private static String take(Character c) {
        return "Character";
    }

    static void main() {
        Animal animal = new Cat();
        Cat cat = new Cat();
        say(animal.speak(), animal.name, cat.name, ((Animal) cat).name, animal.me(), cat.parent());
        say(animal.meet(cat), cat.meet(animal), cat.meet(cat), ((Animal) cat).meet(cat), Animal.kind(), Cat.kind());
        say(
                take(null == null ? "s" : null),
                take((Object) "s"),
                take('c'),
                take((Character) 'c'),
                take(1L),
                take(1f),
                take((byte) 1),
                take(Integer.valueOf(1)));
        Object o = "string";
        say(take(o), take(o.toString()));
    }
}
