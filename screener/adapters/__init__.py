"""What libraries know: one file for each, behind words of ours."""
