package vn.emr.core.record;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether two names of medicines or substances speak of the same active ingredient, as far as words tell: {@code Amoxicilin + acid
 * clavulanic} meets {@code amoxicillin}. The Vietnamese pharmacopoeia writes names without doubled letters and without the last e
 * of the international ones, so neither counts. It asks once too often rather than once too seldom; families of medicines it does
 * not know.
 */
public final class Ingredients {
    private static final int SHORTEST = 4;
    /** So long a word tells also as a part of another. */
    private static final int TELLING = 6;

    /** Parts of many names that say nothing of the ingredient. */
    private static final Set<String> COMMON = Stream.of(
                    "acid",
                    "natri",
                    "kali",
                    "calci",
                    "magnesi",
                    "kem",
                    "sodium",
                    "potassium",
                    "calcium",
                    "magnesium",
                    "zinc",
                    "hydroclorid",
                    "hydrochlorid",
                    "hydrochloride",
                    "clorid",
                    "chloride",
                    "chlorid",
                    "sulfat",
                    "sulfate",
                    "sulphate",
                    "phosphat",
                    "phosphate",
                    "acetat",
                    "acetate",
                    "citrat",
                    "citrate",
                    "maleat",
                    "maleate",
                    "tartrat",
                    "tartrate",
                    "fumarat",
                    "fumarate",
                    "besilat",
                    "besylate",
                    "mesilat",
                    "mesylate",
                    "succinat",
                    "succinate",
                    "nitrat",
                    "nitrate",
                    "carbonat",
                    "carbonate",
                    "bromid",
                    "bromide",
                    "dihydrat",
                    "dihydrate",
                    "trihydrat",
                    "trihydrate",
                    "vitamin",
                    "thuoc",
                    "vien",
                    "tiem",
                    "truyen",
                    "uong",
                    "dung",
                    "dich",
                    "bot",
                    "nang",
                    "nhom",
                    "khang",
                    "sinh")
            .map(Ingredients::folded)
            .collect(Collectors.toUnmodifiableSet());

    private Ingredients() {}

    /** Null meets nothing. */
    public static boolean meet(String one, String other) {
        if (one == null || other == null) {
            return false;
        }
        Set<String> telling = telling(one);
        return telling.isEmpty() || telling(other).isEmpty()
                ? words(one).equals(words(other))
                : telling(other).stream().anyMatch(word -> telling.stream().anyMatch(said -> same(word, said)));
    }

    /** A longer word may hold the shorter: benzylpenicillin is a penicillin. */
    private static boolean same(String one, String other) {
        String shorter = one.length() < other.length() ? one : other;
        String longer = one.length() < other.length() ? other : one;
        return shorter.equals(longer) || shorter.length() >= TELLING && longer.contains(shorter);
    }

    private static Set<String> words(String name) {
        return Arrays.stream(PersonName.unaccented(name).split("[^a-z]+"))
                .map(Ingredients::folded)
                .collect(Collectors.toSet());
    }

    private static Set<String> telling(String name) {
        return Arrays.stream(PersonName.unaccented(name).split("[^a-z]+"))
                .filter(word -> word.length() >= SHORTEST)
                .map(Ingredients::folded)
                .filter(word -> !COMMON.contains(word))
                .collect(Collectors.toSet());
    }

    private static String folded(String word) {
        return word.replaceAll("(.)\\1", "$1").replaceAll("e$", "");
    }
}
