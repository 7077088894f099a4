package vn.emr.core.signature;

import eu.europa.esig.dss.pdf.IPdfObjFactory;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfObjectModificationsFinder;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;

/** How the library reads PDF files here. */
final class PdfReading {
    private PdfReading() {}

    /**
     * Compares the objects of the signed state with those of the last one. Pages are not drawn to be compared: an object that
     * changes what is seen is a changed object already, and drawing costs more than all the rest.
     */
    static IPdfObjFactory judging() {
        IPdfObjFactory reading = new PdfBoxNativeObjectFactory();
        reading.setPdfDifferencesFinder(drawsNothing());
        return reading;
    }

    /** What earlier signatures are worth is not asked while the next is made. */
    static IPdfObjFactory signing() {
        IPdfObjFactory reading = new PdfBoxNativeObjectFactory();
        reading.setPdfDifferencesFinder(drawsNothing());
        DefaultPdfObjectModificationsFinder nothing = new DefaultPdfObjectModificationsFinder();
        nothing.setMaximumObjectVerificationDeepness(0);
        reading.setPdfObjectModificationsFinder(nothing);
        return reading;
    }

    private static DefaultPdfDifferencesFinder drawsNothing() {
        DefaultPdfDifferencesFinder finder = new DefaultPdfDifferencesFinder();
        finder.setMaximalPagesAmountForVisualComparison(0);
        return finder;
    }
}
