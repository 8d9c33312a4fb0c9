// The room contract begins here.
