/**
 * The report: what is read of a workspace, what is said of it, and how that becomes HTML and
 * Markdown.
 */
package org.sparkaffect.jobs.report;
