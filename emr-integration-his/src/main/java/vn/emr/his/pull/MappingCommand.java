package vn.emr.his.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.his.NoticeTranslator;

/**
 * {@code ./emr mapping check FILE [ROW.json]}: says what is wrong in a mapping file, and which notices a row or answer becomes.
 * Exit codes: 0 all is well, 1 a notice cannot be read, 2 the command or the file is wrong.
 */
public final class MappingCommand {
    private static final String USAGE = """
            ./emr mapping check FILE [ROW.json]
            ROW.json is an object with the columns of a row, or an answer as the HTTP interface gives it.""";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final PrintStream out;

    MappingCommand(PrintStream out) {
        this.out = out;
    }

    /** See the class. */
    public static void main(String... args) throws IOException {
        int code;
        try (PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8)) {
            code = new MappingCommand(out).run(args);
        }
        System.exit(code);
    }

    int run(String... args) throws IOException {
        boolean files = args.length >= 2 && args.length <= 3 && args[0].equals("check");
        for (int i = 1; i < args.length; i++) {
            files &= Files.isRegularFile(Path.of(args[i]));
        }
        if (!files) {
            out.println(USAGE);
            return 2;
        }
        try {
            Mapping mapping = MappingFile.read(Files.readAllBytes(Path.of(args[1])));
            out.println(mapping.name() + " " + mapping.version() + ": đúng");
            return args.length == 2 || readable(mapping, JSON.readTree(Files.readAllBytes(Path.of(args[2])))) ? 0 : 1;
        } catch (JsonProcessingException e) {
            out.println(args[2] + ": không phải JSON");
            return 2;
        } catch (Refusal fault) {
            out.println(String.join(" ", fault.fields()) + ": " + fault.getMessage());
            return 2;
        }
    }

    private boolean readable(Mapping mapping, JsonNode sample) throws IOException {
        Source source = new Source();
        source.allowedTypes = "*";
        source.zone = "Asia/Ho_Chi_Minh";
        source.patientDomain = "BV";
        boolean all = true;
        for (JsonNode row : mapping.rows(sample)) {
            for (JsonNode item : mapping.items(row)) {
                Delivery read = new NoticeTranslator()
                        .read(JSON.writeValueAsBytes(item), Source.PULL, Source.PULL, Sources.only(source));
                out.println(JSON.writeValueAsString(item));
                if (read.refusal() == null) {
                    read.reading().remarks().forEach(remark -> out.println("  ghi chú: " + remark));
                } else {
                    all = false;
                    Refusal refusal = read.refusal();
                    out.println("  không đọc được: " + String.join(" ", refusal.fields()) + " " + refusal.getMessage());
                }
            }
        }
        return all;
    }
}
