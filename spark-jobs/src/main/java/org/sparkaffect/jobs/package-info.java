/** The command {@code affect}: one class a job, thin over the library of common. */
package org.sparkaffect.jobs;
