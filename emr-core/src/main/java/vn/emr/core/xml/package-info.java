/** XML from outside, for all doors: one reader that follows nothing and has a limit for everything. */
package vn.emr.core.xml;
