/**
 * The door of image archives: asks each configured archive by DICOMweb (DICOM PS3.18) which studies it holds and hands
 * what is new to the inbox. Images stay in the archive.
 */
package vn.emr.pacs;
