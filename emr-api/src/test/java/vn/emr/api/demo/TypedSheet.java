package vn.emr.api.demo;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** A new sheet as somebody fills it in on the screen; what the record knew of it stays. Items are those of its form. */
final class TypedSheet {
    private final Page page;

    /** Makes one from the folder that is shown. */
    TypedSheet(Page page, String form) {
        this.page = page;
        button("Thêm (tờ|phụ lục)").click();
        page.locator("dialog input").first().fill(form);
        page.locator("dialog a[href$='/sheets/new/" + form.replace('/', '-') + "']")
                .click();
        page.locator(".sheet-desk").waitFor();
    }

    /** Says why it is added to a record that is complete. */
    TypedSheet because(String reason) {
        page.locator("dialog textarea").fill(reason);
        page.locator("dialog button.primary").click();
        return this;
    }

    /** Words, numbers and times, where nothing is known yet. */
    TypedSheet type(String item, String words) {
        Locator field = page.locator("#f-" + item + "-i");
        if (field.inputValue().isEmpty()) {
            field.fill(words);
        }
        return this;
    }

    /** A code of a catalogue and its words. */
    TypedSheet code(String item, String code, String words) {
        Locator pair = page.locator("#f-" + item + " .code-pair").first();
        if (pair.locator(".code-words").inputValue().isEmpty()) {
            pair.locator(".code-code").fill(code);
            pair.locator(".code-words").fill(words);
            pair.locator(".code-words").press("Tab");
        }
        return this;
    }

    /** One of the numbered boxes. */
    TypedSheet box(String item, String code) {
        page.locator("#f-" + item + " input[value='" + code + "']").check();
        return this;
    }

    TypedSheet row(String group) {
        page.locator("#f-" + group + " .add-row").click();
        return this;
    }

    /** Writes the open entry for good. */
    TypedSheet write() {
        button("Ghi vào tờ").click();
        page.locator(".entries .entry").first().waitFor();
        return this;
    }

    void complete() {
        completed();
        page.locator(".sheet-head a").first().click();
        page.locator(".sheet-tree").waitFor();
    }

    /** Completes it and stays there; its id. */
    String completed() {
        page.locator(".sheet-acts button")
                .filter(new Locator.FilterOptions().setHasText("Hoàn thành"))
                .click();
        page.locator(".sheet-head .sheet-COMPLETED").waitFor();
        return id();
    }

    /** Once it was saved. */
    String id() {
        return page.url().replaceAll(".*/sheets/([0-9a-f-]+).*", "$1");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }
}
