goodbye = Thank you for calling { $practice }. Goodbye.
