/** What keeps jobs from running well here: one class a check, each on plain inputs. */
package org.sparkaffect.jobs.doctor;
