package vn.emr.core.designing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.form.Form;
import vn.emr.core.printing.Conversion;
import vn.emr.core.printing.Conversion.Watermark;
import vn.emr.core.printing.Heading;
import vn.emr.core.printing.SheetPrint;
import vn.emr.core.record.Value;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.store.Database;

/** The pages that a form being drawn would have: of nobody, and marked as a trial on each of them. */
@ApplicationScoped
public class FormTrial {
    private static final Heading NOBODY = new Heading(null, null, null, null, null, null, null);

    private final FormDrawing drawing;
    private final SheetPrint print;
    private final Database database;
    private final Clock clock;

    @Inject
    public FormTrial(FormDrawing drawing, SheetPrint print, Database database, Clock clock) {
        this.drawing = drawing;
        this.print = print;
        this.database = database;
        this.clock = clock;
    }

    /**
     * The form with such answers as PDF.
     *
     * @throws Refusal NOT_FOUND for no form of the hospital; MALFORMED_FIELD for one with faults, and with pointers for answers that do
     *     not keep its rules
     */
    public byte[] print(Caller caller, UUID id, Map<String, List<Value>> answers) {
        Form form = drawing.form(caller, id);
        return print.pdf(
                form,
                Sheets.asTyped(form, answers),
                NOBODY,
                new Conversion(
                        "EMR",
                        null,
                        clock.instant(),
                        database.inTransaction(caller::displayName),
                        id.toString(),
                        null,
                        Watermark.TRIAL));
    }
}
