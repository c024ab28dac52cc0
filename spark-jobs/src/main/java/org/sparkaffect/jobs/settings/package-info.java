/** What a job was told: the defaults, the user's settings file and the command line as one. */
package org.sparkaffect.jobs.settings;
